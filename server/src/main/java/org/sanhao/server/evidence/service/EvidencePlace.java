package org.sanhao.server.evidence.service;

import org.sanhao.server.evidence.EvidenceSettings;
import org.sanhao.server.evidence.vault.FolderShelf;
import org.sanhao.server.evidence.vault.Shelf;
import org.sanhao.server.evidence.vault.Vault;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.SecretBox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where sealed files lie and under which keys. */
@Configuration
class EvidencePlace {

    @Bean
    Shelf evidenceShelf(EvidenceSettings settings, DataFolder data) {
        return new FolderShelf(settings.folder() == null ? data.resolve("evidence") : settings.folder());
    }

    @Bean
    Vault evidenceVault(Shelf shelf, DataFolder data) {
        return new Vault(shelf, SecretBox.of(data, "evidence"));
    }
}
