package io.whispra.auth.token;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How access tokens are made and checked.
 *
 * @param issuer      the exact `iss` of every token
 * @param audience    the one value of `aud`
 * @param lifetime    from `iat` to `exp`
 * @param clockSkew   how far another machine's clock may be off, at most 30 s
 * @param signingKeys path of the JWK set with the private keys, see {@link SigningKeys}
 * @param jwksMaxAge  how long others may keep the public keys without asking again
 */
@ConfigurationProperties("whispra.token")
public record TokenProperties(@DefaultValue("http://localhost:8080") String issuer,
        @DefaultValue("whispra") String audience, @DefaultValue("10m") Duration lifetime,
        @DefaultValue("30s") Duration clockSkew, @DefaultValue("") String signingKeys,
        @DefaultValue("5m") Duration jwksMaxAge) {

    private static final Duration MAX_SKEW = Duration.ofSeconds(30);

    public TokenProperties {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("whispra.token.issuer and audience must not be empty");
        }
        if (!lifetime.isPositive()) {
            throw new IllegalArgumentException("whispra.token.lifetime must be positive, not " + lifetime);
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(MAX_SKEW) > 0) {
            throw new IllegalArgumentException("whispra.token.clock-skew must be 0 to 30 s, not " + clockSkew);
        }
    }
}
