package org.sanhao.server.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.server.postgres.KeyFolder;
import org.sanhao.server.postgres.StartRefused;

class OwnAuthorityTest {
    private static final Instant START = Instant.parse("2026-09-10T00:00:00Z");
    private static final List<String> NAMES = List.of("sanhao.hospital.lan", "10.1.2.3");

    @TempDir
    Path data;

    private OwnAuthority on(Duration later) {
        return new OwnAuthority(KeyFolder.of(data), Clock.fixed(START.plus(later), ZoneOffset.UTC));
    }

    @Test
    void the_certificate_is_for_the_names_and_signed_by_the_root() throws Exception {
        var made = on(Duration.ZERO).certify(NAMES);

        made.server().verify(made.root().getPublicKey());
        assertThat(made.server().getSubjectAlternativeNames())
                .extracting(each -> String.valueOf(each.get(1)))
                .containsExactlyInAnyOrder("sanhao.hospital.lan", "10.1.2.3");
        assertThat(made.root().getBasicConstraints()).isZero();
        assertThat(made.server().getBasicConstraints()).isEqualTo(-1);
        assertThat(Duration.between(START, made.server().getNotAfter().toInstant()))
                .isLessThanOrEqualTo(Duration.ofDays(398));
    }

    @Test
    void it_is_kept_while_it_is_good_and_made_anew_thirty_days_before_its_end() throws Exception {
        var made = on(Duration.ZERO).certify(NAMES);

        assertThat(on(Duration.ofDays(360)).certify(NAMES).server()).isEqualTo(made.server());
        var renewed = on(Duration.ofDays(368)).certify(NAMES);
        assertThat(renewed.server()).isNotEqualTo(made.server());
        assertThat(renewed.root()).as("devices trust it once").isEqualTo(made.root());
    }

    @Test
    void other_names_make_another_certificate() {
        var made = on(Duration.ZERO).certify(NAMES);

        assertThat(on(Duration.ZERO).certify(List.of("10.9.9.9")).server()).isNotEqualTo(made.server());
    }

    @Test
    void private_halves_are_readable_by_their_owner_only() throws Exception {
        on(Duration.ZERO).certify(NAMES);

        try (var files = Files.list(data.resolve("keys"))) {
            assertThat(files)
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void what_is_no_name_is_refused_with_how_to_write_it() {
        assertThatThrownBy(() -> on(Duration.ZERO).certify(List.of("https://sanhao.lan/")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("--tls-own");
    }
}
