package org.sanhao.server.access.service;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.access.OidcSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Speaks OpenID Connect to the customer's provider: authorization code with PKCE, state and nonce. The provider is asked who it
 * is when the first person wants to sign in, never at the start, so one that is away keeps nobody from the password.
 */
@Component
class Provider {
    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final String BACK = "/sign-in/back";
    private static final int ANSWER = 256 * 1024;
    /** Signatures with a key of the provider's own; one with the client's secret would prove the client. */
    private static final Set<JWSAlgorithm> SIGNATURES = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384);

    private final OidcSettings settings;
    private final @Nullable String address;
    private volatile @Nullable Known known;

    Provider(OidcSettings settings, @Value("${sanhao.public-address:#{null}}") @Nullable String address) {
        this.settings = settings;
        this.address = address;
    }

    /** What the provider says of itself, and its keys. */
    private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator) {}

    /** A way to the provider, and what has to come back with the answer. */
    record Leaving(String address, String state, String nonce, String verifier) {}

    /**
     * Whom the provider has seen.
     *
     * @param login the account it names, where the installation reads one
     * @param strong whether it has asked for a second factor, as far as the installation takes its word
     */
    record Seen(String issuer, String subject, @Nullable String login, boolean strong) {}

    /** @return refused as PROVIDER_OFF, PROVIDER_AWAY */
    Outcome<Leaving> leave() {
        return known().flatMap(there -> {
            var state = new State();
            var nonce = new Nonce();
            var verifier = new CodeVerifier();
            var request = new AuthenticationRequest.Builder(
                            new ResponseType(ResponseType.Value.CODE),
                            new Scope(settings.scopes().toArray(String[]::new)),
                            new ClientID(settings.clientId()),
                            back())
                    .endpointURI(there.metadata.getAuthorizationEndpointURI())
                    .state(state)
                    .nonce(nonce)
                    .codeChallenge(verifier, CodeChallengeMethod.S256)
                    .build();
            return Outcome.done(
                    new Leaving(request.toURI().toString(), state.getValue(), nonce.getValue(), verifier.getValue()));
        });
    }

    /** @return refused as PROVIDER_AWAY, or PROVIDER_REFUSED when what it hands over does not hold */
    Outcome<Seen> comeBack(String code, String nonce, String verifier) {
        return known().flatMap(there -> {
            try {
                var request = new TokenRequest.Builder(
                                there.metadata.getTokenEndpointURI(),
                                new ClientSecretBasic(
                                        new ClientID(settings.clientId()),
                                        new Secret(Objects.requireNonNullElse(settings.clientSecret(), ""))),
                                new AuthorizationCodeGrant(
                                        new AuthorizationCode(code), back(), new CodeVerifier(verifier)))
                        .build()
                        .toHTTPRequest();
                patient(request);
                var answer = OIDCTokenResponseParser.parse(request.send());
                if (!answer.indicatesSuccess()) {
                    LOG.warn(
                            "the provider refuses the code: {}",
                            answer.toErrorResponse().getErrorObject().getCode());
                    return Refusal.of(ErrorCode.PROVIDER_REFUSED).asOutcome();
                }
                var token = ((OIDCTokenResponse) answer.toSuccessResponse())
                        .getOIDCTokens()
                        .getIDToken();
                return Outcome.done(seen(there.validator.validate(token, new Nonce(nonce))));
            } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
                LOG.warn("what the provider hands over does not hold: {}", e.getMessage());
                return Refusal.of(ErrorCode.PROVIDER_REFUSED).asOutcome();
            } catch (IOException e) {
                return away(e);
            }
        });
    }

    private Seen seen(IDTokenClaimsSet claims) {
        var login = settings.loginClaim() == null ? null : claims.getStringClaim(settings.loginClaim());
        var methods = Stream.concat(
                Stream.ofNullable(claims.getACR()).map(acr -> acr.getValue()),
                claims.getAMR() == null ? Stream.of() : claims.getAMR().stream().map(amr -> amr.getValue()));
        return new Seen(
                claims.getIssuer().getValue(),
                claims.getSubject().getValue(),
                login == null || login.isBlank() ? null : login.strip(),
                methods.anyMatch(settings.strongMethods()::contains));
    }

    private URI back() {
        return URI.create(Objects.requireNonNull(address).replaceAll("/+$", "") + BACK);
    }

    private Outcome<Known> known() {
        if (!settings.isOn() || address == null) {
            return Refusal.of(ErrorCode.PROVIDER_OFF).asOutcome();
        }
        var there = known;
        if (there != null) {
            return Outcome.done(there);
        }
        try {
            int patience = (int) settings.patience().toMillis();
            var issuer = new Issuer(settings.issuer());
            insistSafe(URI.create(issuer.getValue()));
            var metadata = OIDCProviderMetadata.resolve(issuer, patience, patience);
            for (var each : List.of(
                    metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI(), metadata.getJWKSetURI())) {
                insistSafe(each);
            }
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                            metadata.getJWKSetURI().toURL(), new DefaultResourceRetriever(patience, patience, ANSWER))
                    .build();
            var validator = new IDTokenValidator(
                    issuer,
                    new ClientID(settings.clientId()),
                    new JWSVerificationKeySelector<>(SIGNATURES, keys),
                    null);
            there = new Known(metadata, validator);
            known = there;
            return Outcome.done(there);
        } catch (com.nimbusds.oauth2.sdk.GeneralException | MalformedURLException | IllegalArgumentException e) {
            LOG.warn("the provider's description cannot be used: {}", e.getMessage());
            return Refusal.of(ErrorCode.PROVIDER_AWAY, settings.title()).asOutcome();
        } catch (IOException e) {
            return away(e);
        }
    }

    private <T> Outcome<T> away(IOException e) {
        LOG.warn("the provider does not answer: {}", e.getClass().getSimpleName());
        return Refusal.of(ErrorCode.PROVIDER_AWAY, settings.title()).asOutcome();
    }

    /** In the open only on this very machine. */
    private static void insistSafe(URI address) {
        var host = address.getHost();
        if (!"https".equals(address.getScheme()) && !"localhost".equals(host) && !"127.0.0.1".equals(host)) {
            throw new IllegalArgumentException("not by https: " + host);
        }
    }

    private void patient(HTTPRequest request) {
        int patience = (int) settings.patience().toMillis();
        request.setConnectTimeout(patience);
        request.setReadTimeout(patience);
        request.setFollowRedirects(false);
    }
}
