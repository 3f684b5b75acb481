package org.sanhao.lang.pack.result;

import java.nio.charset.StandardCharsets;
import org.sanhao.lang.pack.canonical.CanonicalPack;
import org.sanhao.proof.Signature;
import org.sanhao.proof.SignatureAlgorithm;
import org.sanhao.proof.SigningKey;
import org.sanhao.proof.VerifyingKey;

/** Signs a document: the signature is over the text of the document's hash, so the hash can be printed and compared. */
public final class Sealing {
    private Sealing() {}

    /** Seals a document. */
    public static ResultFile.Seal seal(ResultDocument document, SigningKey key) {
        var hash = CanonicalPack.hash(document.json());
        return new ResultFile.Seal(
                hash,
                key.verifying().algorithm().code(),
                key.verifying().publicKey(),
                key.sign(hash.getBytes(StandardCharsets.UTF_8)).text());
    }

    /** The key a seal names, to be compared with one that is trusted. */
    public static VerifyingKey key(ResultFile.Seal seal) {
        return new VerifyingKey(SignatureAlgorithm.of(seal.alg()), seal.publicKey());
    }

    /** Whether the signature of a seal is one of its key over its hash. */
    static boolean holds(ResultFile.Seal seal) {
        try {
            return key(seal).verifies(seal.hash().getBytes(StandardCharsets.UTF_8), Signature.parse(seal.signature()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
