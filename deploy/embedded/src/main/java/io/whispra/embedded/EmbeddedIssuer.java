package io.whispra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

/**
 * Issues access tokens as the auth service does, for tests only: it believes whoever asks.
 * <p>
 * Tokens are RS256 with the type {@code at+jwt}, live ten minutes and are signed by a key of this instance, whose public
 * half is served at {@link #jwksUri()}.
 */
public final class EmbeddedIssuer implements AutoCloseable {
    /** How long a token lives. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String ISSUER = "https://whispra.test";
    private static final String AUDIENCE = "whispra";
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final RSAKey key;
    private final HttpServer server;
    private final AtomicInteger jwksRequests = new AtomicInteger();

    private EmbeddedIssuer(RSAKey key, HttpServer server) {
        this.key = key;
        this.server = server;
    }

    /** Makes a key and serves it on any free loopback port. */
    public static EmbeddedIssuer start() {
        try {
            var address = new InetSocketAddress(InetAddress.ofLiteral(Ports.LOOPBACK), 0);
            var issuer = new EmbeddedIssuer(newKey(UUID.randomUUID().toString()), HttpServer.create(address, 0));
            issuer.serve();
            return issuer;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve tokens on loopback", e);
        }
    }

    /** The claim {@code iss}; it names nobody on the network. */
    public String issuer() {
        return ISSUER;
    }

    /** Where the public key is. */
    public URI jwksUri() {
        return address(IssuerEndpoints.JWKS);
    }

    /** Where services get their tokens: client credentials, HTTP basic, any client, the scopes that it asks for. */
    public URI tokenUri() {
        return address(IssuerEndpoints.TOKEN);
    }

    /** A person's token, with a random session. */
    public String userToken(String userId) {
        return token(claims -> claims.subject(userId));
    }

    /** A service's token for itself: client_id and scope, no session. */
    public String serviceToken(String clientId, String... scopes) {
        return token(claims -> claims.subject(clientId)
                .claim("sid", null)
                .claim("client_id", clientId)
                .claim("scope", String.join(" ", scopes)));
    }

    /** A person's valid claims, changed by the caller (null removes one), well signed: for tokens that must be refused. */
    public String token(Consumer<JWTClaimsSet.Builder> claims) {
        return sign(header(), changed(claims), key);
    }

    /** As {@link #token(Consumer)}, and the header changed too. Signed with the algorithm RS256 or another of RSA's. */
    public String token(Consumer<JWTClaimsSet.Builder> claims, Consumer<JWSHeader.Builder> header) {
        var changed = new JWSHeader.Builder(header());
        header.accept(changed);
        return sign(changed.build(), changed(claims), key);
    }

    /** A person's valid claims under this issuer's key id, signed by another key. */
    public String forgedToken(String userId) {
        return sign(header(), changed(claims -> claims.subject(userId)), newKey(key.getKeyID()));
    }

    /** How often the public key was fetched. */
    public int jwksRequests() {
        return jwksRequests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve() {
        String jwks = new JWKSet(key.toPublicJWK()).toString();
        new IssuerEndpoints(this::serviceToken, LIFETIME).serve(server, () -> {
            jwksRequests.incrementAndGet();
            return jwks;
        });
        server.start();
    }

    private URI address(String path) {
        return URI.create("http://" + Ports.LOOPBACK + ":" + server.getAddress().getPort() + path);
    }

    private JWSHeader header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).type(ACCESS_TOKEN).keyID(key.getKeyID()).build();
    }

    private static JWTClaimsSet changed(Consumer<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        var claims = new JWTClaimsSet.Builder().issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("sid", UUID.randomUUID().toString());
        change.accept(claims);
        return claims.build();
    }

    private static String sign(JWSHeader header, JWTClaimsSet claims, RSAKey key) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalArgumentException("cannot sign with " + header.getAlgorithm(), e);
        }
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).algorithm(JWSAlgorithm.RS256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make an RSA key", e);
        }
    }
}
