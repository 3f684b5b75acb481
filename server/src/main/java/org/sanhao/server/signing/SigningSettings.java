package org.sanhao.server.signing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What a new installation hashes and signs with. Read at the first start; later it may only repeat what was chosen.
 *
 * @param hash {@code sha-256} (default) or {@code sm3}
 * @param signature {@code ed25519} (default) or {@code sm2}
 */
@ConfigurationProperties("sanhao.proof")
public record SigningSettings(
        @Nullable String hash, @Nullable String signature) {}
