package io.whispra.auth.token;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import com.nimbusds.jwt.JWTClaimsSet;
import io.whispra.auth.secret.Secret;
import org.springframework.stereotype.Component;

/** Issues access tokens (RFC 9068): RS256, type `at+jwt`, signed with the first of the {@link SigningKeys}. */
@Component
public class AccessTokens {

    private final SigningKeys keys;
    private final TokenProperties properties;
    private final Clock clock;

    AccessTokens(SigningKeys keys, TokenProperties properties, Clock clock) {
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
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
        var token = keys.sign(claims.issuer(properties.issuer())
                .audience(List.of(properties.audience()))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expiresAt))
                .jwtID(UUID.randomUUID().toString())
                .build());
        return new AccessToken(Secret.of(token), expiresAt);
    }
}
