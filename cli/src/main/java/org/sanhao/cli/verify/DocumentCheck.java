package org.sanhao.cli.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.proof.KeyRing;

/** Knows one kind of document. A new kind is one class and one line in {@link DocumentChecks}. */
public interface DocumentCheck {

    /** What a check found: whether all is well, and sentences for the reader, the finding first. */
    record Verdict(boolean sound, List<String> sentences) {
        public Verdict {
            sentences = List.copyOf(sentences);
        }

        public static Verdict sound(String... sentences) {
            return new Verdict(true, List.of(sentences));
        }

        public static Verdict broken(String... sentences) {
            return new Verdict(false, List.of(sentences));
        }
    }

    /**
     * What the reader holds beside the document and trusts more than it.
     *
     * @param keys a key ring obtained earlier or by another way
     * @param kept the file of heads that left the installation
     * @param evidence a folder of files the document should name
     */
    record Beside(
            @Nullable KeyRing keys,
            @Nullable Path kept,
            @Nullable Path evidence) {}

    /** The kind as it stands in the document: {@code sanhao-keys/1}. */
    String kind();

    /** What such a document is, in Chinese. */
    String title();

    /**
     * Checks a document of this kind.
     *
     * @throws IllegalArgumentException when the file is not what its first line says
     */
    Verdict check(Path file, Beside beside) throws IOException;
}
