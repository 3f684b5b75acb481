package org.sanhao.cli.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sanhao.proof.Json;

/** Every kind of document this tool can check. */
public final class DocumentChecks {
    /** The longest document read as a whole. */
    private static final long WHOLE = 512L * 1024 * 1024;

    private static final List<DocumentCheck> ALL =
            List.of(new KeysCheck(), new ResultFileCheck(), new AuditFileCheck());

    private DocumentChecks() {}

    public static List<DocumentCheck> all() {
        return ALL;
    }

    /** The check for a document that names this kind. */
    public static Optional<DocumentCheck> of(String kind) {
        return ALL.stream().filter(check -> check.kind().equals(kind)).findFirst();
    }

    /**
     * The kind a document names: in its first line, where it has many, else in the one object it is.
     *
     * @throws IllegalArgumentException when it names none
     */
    public static String kindOf(Path file) throws IOException {
        String first;
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            first = reader.readLine();
        }
        if (first == null) {
            throw new IllegalArgumentException("the file is empty");
        }
        var object = isObject(first) ? Json.readObject(first) : Json.readObject(text(file));
        if (object.get("kind") instanceof String kind) {
            return kind;
        }
        throw new IllegalArgumentException("the document names no kind");
    }

    /** A document that is one JSON text. */
    static String text(Path file) throws IOException {
        if (Files.size(file) > WHOLE) {
            throw new IllegalArgumentException("the file is too large for a document of this kind");
        }
        return Files.readString(file);
    }

    private static boolean isObject(String line) {
        return line.startsWith("{") && line.stripTrailing().endsWith("}");
    }
}
