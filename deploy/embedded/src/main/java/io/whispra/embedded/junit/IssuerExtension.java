package io.whispra.embedded.junit;

import java.net.URI;
import java.util.function.Consumer;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import io.whispra.embedded.BadToken;
import io.whispra.embedded.EmbeddedIssuer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An issuer of a test class's own. It starts with the instance, so that its addresses are known to
 * {@code @DynamicPropertySource}; registered, it stops after the class that declares it.
 */
public final class IssuerExtension implements AfterAllCallback, AutoCloseable {
    private final EmbeddedIssuer issuer = EmbeddedIssuer.start();

    /** See {@link EmbeddedIssuer#issuer()}. */
    public String issuer() {
        return issuer.issuer();
    }

    /** See {@link EmbeddedIssuer#jwksUri()}. */
    public URI jwksUri() {
        return issuer.jwksUri();
    }

    /** See {@link EmbeddedIssuer#tokenUri()}. */
    public URI tokenUri() {
        return issuer.tokenUri();
    }

    /** See {@link EmbeddedIssuer#userToken(String)}. */
    public String userToken(String userId) {
        return issuer.userToken(userId);
    }

    /** See {@link EmbeddedIssuer#userToken(String, String)}. */
    public String userToken(String userId, String sessionId) {
        return issuer.userToken(userId, sessionId);
    }

    /** A token that nobody may accept, see {@link BadToken}. */
    public String token(BadToken bad) {
        return bad.of(issuer);
    }

    /** See {@link EmbeddedIssuer#rotate()}. */
    public void rotate() {
        issuer.rotate();
    }

    /** See {@link EmbeddedIssuer#retire()}. */
    public void retire() {
        issuer.retire();
    }

    /** See {@link EmbeddedIssuer#serviceToken(String, String...)}. */
    public String serviceToken(String clientId, String... scopes) {
        return issuer.serviceToken(clientId, scopes);
    }

    /** See {@link EmbeddedIssuer#token(Consumer)}. */
    public String token(Consumer<JWTClaimsSet.Builder> claims) {
        return issuer.token(claims);
    }

    /** See {@link EmbeddedIssuer#token(Consumer, Consumer)}. */
    public String token(Consumer<JWTClaimsSet.Builder> claims, Consumer<JWSHeader.Builder> header) {
        return issuer.token(claims, header);
    }

    /** See {@link EmbeddedIssuer#signed(String)}. */
    public String signed(String claims) {
        return issuer.signed(claims);
    }

    /** See {@link EmbeddedIssuer#forgedToken(String)}. */
    public String forgedToken(String userId) {
        return issuer.forgedToken(userId);
    }

    /** See {@link EmbeddedIssuer#jwksRequests()}. */
    public int jwksRequests() {
        return issuer.jwksRequests();
    }

    /** Ends it early, as if the auth service were away. */
    @Override
    public void close() {
        issuer.close();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (Owner.isEnding(context, this)) {
            issuer.close();
        }
    }
}
