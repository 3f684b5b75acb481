package org.sanhao.lang.pack.canonical;

import java.util.Map;
import org.sanhao.lang.pack.Language1;
import org.sanhao.lang.pack.Pack;
import org.sanhao.proof.CanonicalJson;
import org.sanhao.proof.HashAlgorithm;

/** Writes a pack canonically. Reading the text again gives an equal pack. */
public final class CanonicalPack {
    private CanonicalPack() {}

    /** The canonical JSON of a pack (RFC 8785). */
    public static String json(Pack pack) {
        return jsonOf(Language1.SHAPE.tree(pack));
    }

    /**
     * The hash of a canonical form with its algorithm in front. Always SHA-256, whatever an installation chose for its own
     * documents: a pack travels between installations and has one name everywhere.
     */
    public static String hash(String json) {
        return HashAlgorithm.SHA_256.ofText(json).text();
    }

    /** The canonical JSON of a tree of maps, lists, texts, whole numbers and truths. */
    public static String jsonOf(Map<String, Object> tree) {
        return CanonicalJson.of(tree);
    }

    /** A text as a JSON string. */
    public static String quoted(String text) {
        return CanonicalJson.quoted(text);
    }
}
