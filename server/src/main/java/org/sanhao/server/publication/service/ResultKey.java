package org.sanhao.server.publication.service;

import org.sanhao.lang.pack.result.ResultDocument;
import org.sanhao.lang.pack.result.ResultFile.Seal;
import org.sanhao.lang.pack.result.Sealing;
import org.sanhao.server.signing.Signing;
import org.springframework.stereotype.Component;

/** Signs results with the key of the installation, whose public half everybody can get. */
@Component
class ResultKey {
    private final Signing signing;

    ResultKey(Signing signing) {
        this.signing = signing;
    }

    Seal seal(ResultDocument document) {
        return Sealing.seal(document, signing.key());
    }
}
