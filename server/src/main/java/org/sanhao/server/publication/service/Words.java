package org.sanhao.server.publication.service;

import java.nio.charset.StandardCharsets;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.SecretBox;
import org.springframework.stereotype.Component;

/** Seals what people say before it reaches the database, under a key that lies in the key folder. */
@Component
class Words {
    private final SecretBox box;

    Words(DataFolder folder) {
        this.box = SecretBox.of(folder, "publication-words");
    }

    byte[] seal(String words, String about) {
        return box.seal(words.getBytes(StandardCharsets.UTF_8), about);
    }

    String open(byte[] sealed, String about) {
        return new String(box.open(sealed, about), StandardCharsets.UTF_8);
    }
}
