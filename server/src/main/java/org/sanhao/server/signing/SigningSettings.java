package org.sanhao.server.signing;

import org.jspecify.annotations.Nullable;
import org.sanhao.server.settings.Explained;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What a new installation hashes and signs with. Read at the first start; later it may only repeat what was chosen.
 *
 * @param hash {@code sha-256} (default) or {@code sm3}
 * @param signature {@code ed25519} (default) or {@code sm2}
 */
@ConfigurationProperties("sanhao.proof")
public record SigningSettings(
        @Explained(value = "新装时选定的摘要算法：sha-256 或 sm3；有了数据以后不能再改", example = "sm3") @Nullable
        String hash,

        @Explained(value = "新装时选定的签名算法：ed25519 或 sm2；有了数据以后不能再改", example = "sm2") @Nullable
        String signature) {}
