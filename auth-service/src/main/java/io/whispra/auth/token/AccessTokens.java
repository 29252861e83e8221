package io.whispra.auth.token;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.whispra.auth.secret.Secret;
import org.springframework.stereotype.Component;

/** Issues access tokens (RFC 9068): RS256, type `at+jwt`, signed with the first of the {@link SigningKeys}. */
@Component
public class AccessTokens {

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final TokenProperties properties;
    private final Clock clock;
    private final JWSHeader header;
    private final JWSSigner signer;

    AccessTokens(SigningKeys keys, TokenProperties properties, Clock clock) throws JOSEException {
        this.properties = properties;
        this.clock = clock;
        this.header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(TYPE).keyID(keys.signing().getKeyID()).build();
        this.signer = new RSASSASigner(keys.signing());
    }

    /** For a person: `sub` is the user, `sid` the session that the token belongs to. */
    public AccessToken forPerson(String userId, String sessionId) {
        return signed(new JWTClaimsSet.Builder().subject(userId).claim("sid", sessionId));
    }

    /** For a service: `sub` and `client_id` are the client, `scope` is what it may do; there is no `sid`. */
    public AccessToken forService(String clientId, List<String> scopes) {
        return signed(new JWTClaimsSet.Builder().subject(clientId)
                .claim("client_id", clientId)
                .claim("scope", String.join(" ", scopes)));
    }

    private AccessToken signed(JWTClaimsSet.Builder claims) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expiresAt = now.plus(properties.lifetime());
        var token = new SignedJWT(header, claims.issuer(properties.issuer())
                .audience(List.of(properties.audience()))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expiresAt))
                .jwtID(UUID.randomUUID().toString())
                .build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key does not sign", e);
        }
        return new AccessToken(Secret.of(token.serialize()), expiresAt);
    }
}
