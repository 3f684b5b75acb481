package org.sanhao.server.scope;

import java.util.regex.Pattern;

/**
 * The rows a caller may read and write: one subtree of one line, or everything for the product's own work.
 *
 * <p>It is the first parameter of every read; the same value reaches the database, which checks a second time.
 */
public sealed interface Scope {

    /** The product's own jobs and listeners. Never derived from a request. */
    Scope SYSTEM = new Everything();

    /** What the database is told. */
    String setting();

    /** Whether a row with this path lies inside. */
    boolean covers(String scopePath);

    /** Whether nothing lies above: what belongs to the whole installation and to no unit is seen from here. */
    boolean isWhole();

    /**
     * A subtree.
     *
     * @param path the line, then one label per unit from the root down, each followed by a slash: {@code adm/a1/b2/}
     */
    record Subtree(String path) implements Scope {
        private static final Pattern SHAPE = Pattern.compile("[a-z]+/([a-z0-9]+/)*");
        private static final Pattern ROOT = Pattern.compile("[a-z]+/[a-z0-9]+/");

        public Subtree {
            if (!SHAPE.matcher(path).matches()) {
                throw new IllegalArgumentException("not a scope path: " + path);
            }
        }

        @Override
        public String setting() {
            return path;
        }

        @Override
        public boolean covers(String scopePath) {
            return scopePath.startsWith(path);
        }

        @Override
        public boolean isWhole() {
            return ROOT.matcher(path).matches();
        }
    }

    /** No fence. */
    record Everything() implements Scope {
        @Override
        public String setting() {
            return "system";
        }

        @Override
        public boolean covers(String scopePath) {
            return true;
        }

        @Override
        public boolean isWhole() {
            return true;
        }
    }

    static Scope of(String path) {
        return new Subtree(path);
    }
}
