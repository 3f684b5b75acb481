package org.sanhao.cli.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.sanhao.proof.Json;
import org.sanhao.proof.KeyRing;

/** A ring of public keys: every key handed over by the one before, and all of them those of a ring kept earlier. */
final class KeysCheck implements DocumentCheck {

    @Override
    public String kind() {
        return KeyRing.KIND;
    }

    @Override
    public String title() {
        return "公钥清单";
    }

    @Override
    public Verdict check(Path file, Beside beside) throws IOException {
        var ring = KeyRing.ofTree(Json.read(DocumentChecks.text(file)));
        var kept = beside.keys();
        var lines = new ArrayList<String>();
        for (var entry : ring.entries()) {
            lines.add(
                    "密钥 " + entry.key().keyId() + "（" + entry.key().algorithm().code() + "），启用于 " + entry.since()
                            + "，指纹 " + entry.key().fingerprint());
        }
        var doubtful = ring.unendorsed().stream()
                .filter(id -> kept == null || kept.find(id).isEmpty())
                .toList();
        if (!doubtful.isEmpty()) {
            lines.addFirst("密钥 " + String.join("、", doubtful) + " 没有得到前一把密钥的背书，可能是伪造的。请核对指纹。");
            return new Verdict(false, lines);
        }
        if (kept != null) {
            var lost = kept.entries().stream()
                    .filter(entry -> ring.find(entry.key().keyId()).isEmpty())
                    .map(entry -> entry.key().keyId())
                    .toList();
            if (!lost.isEmpty()) {
                lines.addFirst("另存的清单里有密钥 " + String.join("、", lost) + "，这份清单里没有。");
                return new Verdict(false, lines);
            }
        }
        lines.addFirst("共 " + ring.entries().size() + " 把密钥，前后相承。");
        return new Verdict(true, lines);
    }
}
