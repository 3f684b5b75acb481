package org.sanhao.server.access;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.settings.Explained;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The customer's own provider of identities (OpenID Connect). Signing in by password stays.
 *
 * @param issuer as the provider names itself; null switches it off
 * @param title what the button says
 * @param loginClaim claim that names the account, which then needs no binding by hand; null: people bind their own account
 * @param strongMethods values of {@code acr} or {@code amr} that count as a second factor
 */
@ConfigurationProperties("sanhao.oidc")
public record OidcSettings(
        @Explained(value = "统一身份认证（OpenID Connect）的签发者网址；不写则不用", example = "https://sso.example.gov.cn/realms/health")
        @Nullable
        String issuer,

        @Explained(value = "在统一身份认证登记的客户端编号", example = "sanhao") @Nullable
        String clientId,

        @Explained(value = "客户端密钥", example = "SANHAO_OIDC_CLIENT_SECRET", secret = true) @Nullable
        String clientSecret,

        @DefaultValue("统一身份认证") @Explained(value = "登录页按钮上的名称", example = "省卫生健康统一门户")
        String title,

        @DefaultValue("openid") @Explained(value = "申请的范围", example = "openid, profile")
        List<String> scopes,

        @Explained(value = "哪个声明写着三好的账号；写了则首次登录自动绑定，不写则由本人登录后绑定", example = "preferred_username") @Nullable
        String loginClaim,

        @DefaultValue @Explained(value = "对方的哪些 acr 或 amr 值算作已验证第二因子；管理岗位始终用三好自己的动态验证码", example = "mfa, otp")
        List<String> strongMethods,

        @DefaultValue("10s") @Explained(value = "对方多久没有回应算失败", example = "20s")
        Duration patience) {

    /** Whether people may sign in this way at all. */
    public boolean isOn() {
        return issuer != null && !issuer.isBlank() && clientId != null && !clientId.isBlank();
    }
}
