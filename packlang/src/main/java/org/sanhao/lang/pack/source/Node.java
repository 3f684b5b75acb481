package org.sanhao.lang.pack.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a YAML document with the place it was written. Scalars keep the text as typed; nothing is guessed. */
public sealed interface Node {
    Position at();

    /**
     * One value.
     *
     * @param quoted written in quotes or as a block, so never null and never a number
     * @param source the positions of its characters
     */
    record Scalar(Position at, String text, boolean quoted, ScalarSource source) implements Node {
        /** Left empty, or written {@code null} or {@code ~}. */
        public boolean isNull() {
            return !quoted && (text.isEmpty() || text.equals("null") || text.equals("~"));
        }
    }

    record Sequence(Position at, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Entries in the order written; keys are unique. */
    record Mapping(Position at, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The entry of a key, or null. */
        public @Nullable Entry entry(String key) {
            for (var entry : entries) {
                if (entry.key().text().equals(key)) {
                    return entry;
                }
            }
            return null;
        }

        /** The value of a key, or null. */
        public @Nullable Node get(String key) {
            var entry = entry(key);
            return entry == null ? null : entry.value();
        }
    }

    record Entry(Scalar key, Node value) {}
}
