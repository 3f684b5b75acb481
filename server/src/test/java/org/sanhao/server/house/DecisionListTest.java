package org.sanhao.server.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of decisions names every page once, in order, and nothing that is not there. */
class DecisionListTest {
    private static final Path PAGES = Path.of("../docs/adr");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| \\[(\\d{4})]\\((\\1-[a-z0-9-]+\\.md)\\) \\| \\S.* \\|$");

    @Test
    void every_decision_stands_in_the_list_under_its_number() throws IOException {
        assertThat(listed(Files.readString(PAGES.resolve("README.md")))).isEqualTo(pages());
    }

    @Test
    void a_page_begins_with_its_number() throws IOException {
        for (var page : pages()) {
            assertThat(Files.readString(PAGES.resolve(page))).startsWith("# " + page.substring(0, 4) + " ");
        }
    }

    @Test
    void a_row_whose_number_is_not_its_pages_is_no_row() {
        assertThat(listed("| [0002](0001-keep-it.md) | Keep it |\n| [0003](0003-do.md) | Do |"))
                .containsExactly("0003-do.md");
    }

    private static List<String> listed(String list) {
        return ROW.matcher(list).results().map(row -> row.group(2)).toList();
    }

    private static List<String> pages() throws IOException {
        try (var files = Files.list(PAGES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{4}-.*"))
                    .sorted()
                    .toList();
        }
    }
}
