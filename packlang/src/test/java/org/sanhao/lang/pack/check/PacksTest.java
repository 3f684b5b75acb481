package org.sanhao.lang.pack.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sanhao.kernel.Meets;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.source.Finding;

class PacksTest {
    private static final Path PACKS = Path.of("..", "packs");

    /** Their example sheets stand on both sides of every tier's edge. */
    @Meets("S10-R09")
    @TestFactory
    Stream<DynamicTest> every_pack_loads_and_checks_clean() throws IOException {
        try (var found = Files.walk(PACKS, 3)) {
            var roots = found.filter(file -> file.getFileName().toString().equals("pack.yaml"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
            assertThat(roots).as("packs under %s", PACKS.toAbsolutePath()).isNotEmpty();
            return roots.stream()
                    .map(root -> DynamicTest.dynamicTest(PACKS.relativize(root).toString(), () -> {
                        var report = PackCheck.check(PackFiles.in(root));
                        assertThat(report.findings())
                                .extracting(Finding::lineEn)
                                .isEmpty();
                        assertThat(report.pack()).isPresent();
                    }));
        }
    }
}
