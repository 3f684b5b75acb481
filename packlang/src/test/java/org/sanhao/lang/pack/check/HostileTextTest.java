package org.sanhao.lang.pack.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.SortedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.sanhao.lang.pack.Cel;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.rule.Conditions;
import org.sanhao.lang.pack.rule.Place;

/** Whatever is thrown at it, the checker answers with findings that have a place; it never throws and never hangs. */
class HostileTextTest {
    private static final String[] SPLICES = {
        "[",
        "{",
        "}",
        "]",
        ": ",
        "- ",
        "\"",
        "'",
        "&a ",
        "*a",
        "!!x ",
        "|\n",
        ">\n",
        "#",
        "\t",
        "\n",
        "%",
        "@",
        "`",
        "? ",
        "null",
        "~",
        "é",
        "\uD842\uDFB7",
        "\u0000",
        "---\n",
        "...\n",
        "<<: ",
        "0x1F",
        "1e9",
        "true",
        "${x}",
        "{{",
        "\\u0041"
    };

    @Property(tries = 300)
    void any_bytes_are_answered(@ForAll @Size(max = 2000) byte[] bytes) {
        var files = CanaryTest.sound();
        files.put("pack.yaml", bytes);

        answered(files);
    }

    @Property(tries = 1500)
    void a_sound_pack_with_anything_spliced_in_is_answered(@ForAll long seed) {
        var random = new Random(seed);
        var files = CanaryTest.sound();
        var names = files.keySet().toArray(String[]::new);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            var name = names[random.nextInt(names.length)];
            var text = new StringBuilder(new String(files.get(name), StandardCharsets.UTF_8));
            int from = random.nextInt(text.length());
            int to = Math.min(text.length(), from + random.nextInt(12));
            text.replace(from, to, random.nextBoolean() ? SPLICES[random.nextInt(SPLICES.length)] : "");
            files.put(name, text.toString().getBytes(StandardCharsets.UTF_8));
        }

        answered(files);
    }

    @Property(tries = 1000)
    void any_expression_is_answered(@ForAll String text) {
        var compiled = Conditions.compile(new Cel(text), Place.ELIGIBILITY);

        assertThat(compiled.condition() == null).isEqualTo(!compiled.faults().isEmpty());
    }

    @Test
    void nesting_without_end_is_refused_and_does_not_exhaust_the_stack() {
        var files = CanaryTest.sound();
        files.put("pack.yaml", "[".repeat(500_000).getBytes(StandardCharsets.UTF_8));
        answered(files);
        files.put("pack.yaml", "a: {".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        answered(files);
        files.put("pack.yaml", "- ".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        answered(files);
        assertThat(Conditions.compile(new Cel("(".repeat(5_000) + "1" + ")".repeat(5_000)), Place.GATE)
                        .condition())
                .isNull();
        assertThat(Cel.parse("!".repeat(3_000) + "unit.registered")).isNull();
    }

    private static void answered(SortedMap<String, byte[]> files) {
        var report = PackCheck.check(PackFiles.of(files));

        assertThat(report.pack().isPresent()).isEqualTo(report.isSound());
        assertThat(report.findings()).allSatisfy(finding -> {
            assertThat(finding.at().line()).isPositive();
            assertThat(finding.at().column()).isPositive();
            assertThat(finding.lineZh()).contains(finding.fault().code());
            assertThat(finding.lineEn()).contains(finding.fault().code());
        });
    }
}
