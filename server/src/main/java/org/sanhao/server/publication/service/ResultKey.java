package org.sanhao.server.publication.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.sanhao.lang.pack.result.ResultDocument;
import org.sanhao.lang.pack.result.ResultFile.Seal;
import org.sanhao.lang.pack.result.Sealing;
import org.sanhao.proof.SignatureAlgorithm;
import org.sanhao.proof.SigningKey;
import org.sanhao.server.postgres.DataFolder;
import org.springframework.stereotype.Component;

/** The key that signs results: made at the first start, kept in the key folder, in no database and no backup. */
@Component
class ResultKey {
    private static final String NAME = "result-signing";

    private final SigningKey key;

    ResultKey(DataFolder folder) {
        this.key = read(folder);
    }

    Seal seal(ResultDocument document) {
        return Sealing.seal(document, key);
    }

    private static SigningKey read(DataFolder folder) {
        var file = folder.keys().resolve(NAME);
        try {
            if (!Files.exists(file)) {
                var half = folder.keys().resolve(NAME + ".new");
                Files.writeString(
                        half, SigningKey.generate(SignatureAlgorithm.ED25519).secretText(), StandardCharsets.US_ASCII);
                Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-------"));
                Files.move(half, file);
            }
            return SigningKey.parse(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
