package org.sanhao.lang.pack.shape;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.source.Node;
import org.sanhao.lang.pack.source.Position;

/**
 * Where each element of a bound document stands. A path is written as in {@code tiers[0].require[1].at-least}; the root
 * is the empty path.
 */
public final class Positions {
    private final Map<String, Node> nodes = new HashMap<>();

    void put(String path, Node node) {
        nodes.put(path, node);
    }

    /** The place of an element; of the nearest element around it when it was not written. */
    public Position of(String path) {
        String at = path;
        while (true) {
            var node = nodes.get(at);
            if (node != null) {
                return node.at();
            }
            if (at.isEmpty()) {
                return Position.startOf("?");
            }
            at = parent(at);
        }
    }

    /** Whether an element was written. */
    public boolean has(String path) {
        return nodes.containsKey(path);
    }

    /** The value as written, or null when it was not written as a single value. */
    public Node.@Nullable Scalar scalar(String path) {
        return nodes.get(path) instanceof Node.Scalar scalar ? scalar : null;
    }

    private static String parent(String path) {
        int dot = path.lastIndexOf('.');
        int bracket = path.lastIndexOf('[');
        return path.substring(0, Math.max(0, Math.max(dot, bracket)));
    }

    /** The path of a key below a path. */
    public static String below(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
