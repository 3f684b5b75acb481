package org.sanhao.server.signing.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.proof.KeyRing;
import org.sanhao.server.signing.Signing;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows every public key of this installation to everybody. */
@RestController
class KeysController {
    private final Signing signing;

    KeysController(Signing signing) {
        this.signing = signing;
    }

    record KeyView(
            String keyId,
            String alg,
            String publicKey,
            String fingerprint,
            String since,
            @Nullable String endorsedBy,
            @Nullable String endorsement) {
        static KeyView of(KeyRing.Entry entry) {
            var endorsement = entry.endorsement();
            return new KeyView(
                    entry.key().keyId(),
                    entry.key().algorithm().code(),
                    entry.key().publicKey(),
                    entry.key().fingerprint().text(),
                    entry.since().toString(),
                    entry.endorsedBy(),
                    endorsement == null ? null : endorsement.text());
        }
    }

    record KeysView(String kind, List<KeyView> keys) {}

    /** The key ring in its file form; keep a copy to check later ones against. */
    @GetMapping(path = "/.well-known/sanhao-keys", produces = "application/json")
    KeysView keys() {
        return new KeysView(
                KeyRing.KIND, signing.ring().entries().stream().map(KeyView::of).toList());
    }
}
