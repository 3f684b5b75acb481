package org.sanhao.lang.pack.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.check.PackCheck;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.load.PackLoader;
import org.sanhao.lang.pack.source.Node;
import org.sanhao.lang.pack.source.YamlText;

class CanonicalPackTest {
    private static final PackFiles REAL = PackFiles.in(Path.of("..", "packs", "primary-care-quality", "2023.1"));
    private static final PackFiles SOUND = PackFiles.in(Path.of("src", "test", "resources", "canary", "sound"));

    private static Pack pack(PackFiles files) {
        var loaded = PackLoader.load(files);
        assertThat(loaded.findings()).isEmpty();
        assertThat(loaded.pack()).isNotNull();
        return loaded.pack();
    }

    @Test
    void reading_the_canonical_form_gives_the_same_pack_and_the_same_form() {
        var pack = pack(REAL);

        var json = CanonicalPack.json(pack);
        var again = PackLoader.loadCanonical(json);

        assertThat(again.findings()).isEmpty();
        assertThat(again.pack()).isEqualTo(pack);
        assertThat(CanonicalPack.json(again.pack())).isEqualTo(json);
        assertThat(PackCheck.checkCanonical(json).isSound()).isTrue();
    }

    @Test
    void a_default_that_is_written_out_changes_nothing() {
        var plain = files(SOUND);
        var spelled = new TreeMap<>(plain);
        spelled.compute("pack.yaml", (name, text) -> edited(text, "as: must, where", "where"));
        spelled.compute(
                "standard/township.yaml",
                (name, text) -> edited(
                        text,
                        "            kind: basic\n",
                        "            kind: [basic]\n            cost: {D-C: 1, B-A: 1}\n"));

        assertThat(CanonicalPack.json(pack(PackFiles.of(spelled)))).isEqualTo(CanonicalPack.json(pack(SOUND)));
    }

    @Test
    void the_order_in_which_the_kinds_of_a_clause_are_named_changes_nothing() {
        var one = files(SOUND);
        one.compute("standard/township.yaml", (name, text) -> edited(text, "kind: basic\n", "kind: [basic, core]\n"));
        var other = files(SOUND);
        other.compute("standard/township.yaml", (name, text) -> edited(text, "kind: basic\n", "kind: [core, basic]\n"));

        assertThat(CanonicalPack.json(pack(PackFiles.of(one))))
                .isEqualTo(CanonicalPack.json(pack(PackFiles.of(other))));
    }

    @Test
    void another_spelling_of_the_same_share_changes_nothing_and_another_share_does() {
        var half = files(SOUND);
        half.compute("pack.yaml", (name, text) -> edited(text, "\"50%\"", "\"0.5:1\""));
        var more = files(SOUND);
        more.compute("pack.yaml", (name, text) -> edited(text, "\"50%\"", "\"50.1%\""));

        assertThat(CanonicalPack.json(pack(PackFiles.of(half)))).isEqualTo(CanonicalPack.json(pack(SOUND)));
        assertThat(CanonicalPack.json(pack(PackFiles.of(more)))).isNotEqualTo(CanonicalPack.json(pack(SOUND)));
    }

    /** Rewrites every file in another layout: keys shuffled, flow or block style, other quotes, comments between. */
    @Property(tries = 60)
    void reformatting_the_yaml_changes_nothing(@ForAll long seed) {
        var random = new Random(seed);
        var other = new TreeMap<String, byte[]>();
        files(SOUND).forEach((name, bytes) -> {
            var root = YamlText.read(name, bytes).root().orElseThrow();
            var text = new StringBuilder();
            write(root, 0, random, text);
            other.put(name, text.toString().getBytes(StandardCharsets.UTF_8));
        });

        assertThat(CanonicalPack.json(pack(PackFiles.of(other)))).isEqualTo(CanonicalPack.json(pack(SOUND)));
    }

    private static void write(Node node, int indent, Random random, StringBuilder out) {
        switch (node) {
            case Node.Scalar scalar -> out.append(scalar(scalar, random)).append('\n');
            case Node.Sequence sequence -> {
                if (sequence.items().isEmpty()) {
                    out.append("[]\n");
                    return;
                }
                for (var item : sequence.items()) {
                    out.append('\n').append(" ".repeat(indent)).append("- ");
                    write(item, indent + 3, random, out);
                }
            }
            case Node.Mapping mapping -> {
                var entries = new ArrayList<>(mapping.entries());
                Collections.shuffle(entries, random);
                for (var entry : entries) {
                    out.append(random.nextInt(5) == 0 ? "\n\n# 说明" : "")
                            .append('\n')
                            .append(" ".repeat(indent))
                            .append(scalar(entry.key(), random))
                            .append(random.nextBoolean() ? ": " : ":   ");
                    write(entry.value(), indent + 1 + random.nextInt(3), random, out);
                }
            }
        }
    }

    private static String scalar(Node.Scalar scalar, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> "'" + scalar.text().replace("'", "''") + "'";
            case 1 -> '"' + scalar.text().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            default ->
                scalar.quoted() || scalar.text().contains(" ")
                        ? "'" + scalar.text().replace("'", "''") + "'"
                        : scalar.text();
        };
    }

    private static byte[] edited(byte[] text, String find, String write) {
        var before = new String(text, StandardCharsets.UTF_8);
        assertThat(before).contains(find);
        return before.replace(find, write).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> files(PackFiles files) {
        var all = new TreeMap<String, byte[]>();
        for (var name : new String[] {"pack.yaml", "standard/township.yaml", "examples/one-of-two.yaml"}) {
            all.put(name, files.read(name).orElseThrow());
        }
        return all;
    }
}
