package org.sanhao.lang.pack.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sanhao.lang.pack.check.PackCheck;
import org.sanhao.lang.pack.load.PackFiles;

/**
 * A published version never changes: the packs that ship still come to the hashes written down when they were published. A
 * new version is a new folder and a new line ({@code SANHAO_ACCEPT=true} writes the lines).
 */
class PublishedTest {
    private static final Path PACKS = Path.of("..", "packs");
    private static final Path WRITTEN = PACKS.resolve("published.tsv");

    @Test
    void every_pack_that_ships_comes_to_the_hash_it_was_published_with() throws IOException {
        var lines = new ArrayList<>(List.of("id\tversion\thash"));
        for (var folder : folders()) {
            var pack = PackCheck.check(PackFiles.in(folder)).pack().orElseThrow();
            lines.add(pack.id().name() + "\t" + pack.version() + "\t" + CanonicalPack.hash(CanonicalPack.json(pack)));
        }
        if (Boolean.parseBoolean(System.getenv("SANHAO_ACCEPT"))) {
            Files.write(WRITTEN, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(WRITTEN));
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.find(PACKS, 3, (path, is) -> path.endsWith("pack.yaml"))) {
            return all.map(Path::getParent).sorted().toList();
        }
    }
}
