package org.sanhao.server.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sanhao.server.caller.Ability;

/**
 * One declared line: what an operation asks of the caller and whom it touches.
 *
 * @param any one of these is enough; empty when none is asked
 * @param some these help with some subjects only
 * @param part the field of the body that names the subject, or empty when the path does
 * @param subject the kind of thing named, or {@code -}
 */
record Permission(Door door, Set<Ability> any, Set<Ability> some, String part, String subject) {
    enum Door {
        PUBLIC,
        SESSION,
        SIGNED_IN
    }

    /** What a post's abilities come to. */
    enum Answer {
        YES,
        SOMETIMES,
        NO
    }

    static Permission parse(String abilities, String subject) {
        var part = subject.startsWith("part:") ? subject.substring(5, subject.indexOf(' ')) : "";
        var kind = subject.substring(subject.indexOf(' ') + 1);
        return switch (abilities) {
            case "public" -> new Permission(Door.PUBLIC, Set.of(), Set.of(), part, kind);
            case "door" -> new Permission(Door.SESSION, Set.of(), Set.of(), part, kind);
            case "signed-in" -> new Permission(Door.SIGNED_IN, Set.of(), Set.of(), part, kind);
            default -> {
                var sides = abilities.split("~");
                yield new Permission(
                        Door.SIGNED_IN,
                        abilities(sides[0]),
                        sides.length == 1 ? Set.of() : abilities(sides[1]),
                        part,
                        kind);
            }
        };
    }

    private static Set<Ability> abilities(String text) {
        return Arrays.stream(text.split("\\|")).map(Ability::valueOf).collect(Collectors.toSet());
    }

    Answer to(Set<Ability> abilities) {
        if (any.isEmpty() || any.stream().anyMatch(abilities::contains)) {
            return Answer.YES;
        }
        return some.stream().anyMatch(abilities::contains) ? Answer.SOMETIMES : Answer.NO;
    }

    /** The declared table, by operation. */
    static Map<String, Permission> declared() {
        try (var file = Permission.class.getResourceAsStream("/matrix/operations.tsv")) {
            var table = new LinkedHashMap<String, Permission>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        var cells = line.split("\t");
                        if (table.put(cells[0], parse(cells[1], cells[2])) != null) {
                            throw new AssertionError("declared twice: " + cells[0]);
                        }
                    });
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
