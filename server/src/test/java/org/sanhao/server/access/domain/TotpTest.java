package org.sanhao.server.access.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codes of RFC 6238, appendix B. */
class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void the_codes_are_those_of_the_standard(long seconds, String code) {
        assertThat(Totp.code(SECRET, Totp.stepAt(Instant.ofEpochSecond(seconds)), 8))
                .isEqualTo(code);
    }

    @Test
    void a_code_is_good_half_a_minute_early_and_late_and_never_twice() {
        var now = Instant.ofEpochSecond(1_234_567_890L);
        long step = Totp.stepAt(now);
        var code = Totp.code(SECRET, step, 6);

        assertThat(Totp.stepOf(SECRET, code, now, 0)).hasValue(step);
        assertThat(Totp.stepOf(SECRET, code, now.plusSeconds(30), 0)).hasValue(step);
        assertThat(Totp.stepOf(SECRET, code, now.minusSeconds(30), 0)).hasValue(step);
        assertThat(Totp.stepOf(SECRET, code, now.plusSeconds(90), 0)).isEmpty();
        assertThat(Totp.stepOf(SECRET, code, now, step)).isEmpty();
    }

    @Test
    void a_secret_is_written_in_base_32_without_padding() {
        assertThat(Totp.base32("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
        assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }
}
