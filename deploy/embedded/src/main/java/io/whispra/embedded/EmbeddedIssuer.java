package io.whispra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Issues access tokens as the auth service does, for tests only: it believes whoever asks.
 * <p>
 * Tokens are RS256 with the type {@code at+jwt}, live ten minutes and are signed by the newest key of this instance. The public
 * halves of its keys are served at {@link #jwksUri()}.
 */
public final class EmbeddedIssuer implements AutoCloseable {
    /** How long a token lives. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String ISSUER = "https://whispra.test";
    private static final String AUDIENCE = "whispra";
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    /** The newest first. */
    private final List<RSAKey> keys = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final AtomicInteger jwksRequests = new AtomicInteger();

    private EmbeddedIssuer(HttpServer server) {
        this.server = server;
        rotate();
    }

    /** Makes a key and serves it on any free loopback port. */
    public static EmbeddedIssuer start() {
        try {
            var address = new InetSocketAddress(InetAddress.ofLiteral(Ports.LOOPBACK), 0);
            var issuer = new EmbeddedIssuer(HttpServer.create(address, 0));
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

    /** A person's token of this session. */
    public String userToken(String userId, String sessionId) {
        return token(claims -> claims.subject(userId).claim("sid", sessionId));
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
        return sign(header(), changed(claims), signing());
    }

    /** As {@link #token(Consumer)}, and the header changed too. Signed with the algorithm RS256 or another of RSA's. */
    public String token(Consumer<JWTClaimsSet.Builder> claims, Consumer<JWSHeader.Builder> header) {
        var changed = new JWSHeader.Builder(header());
        header.accept(changed);
        return sign(changed.build(), changed(claims), signing());
    }

    /** A person's valid claims under this issuer's key id, signed by another key. */
    public String forgedToken(String userId) {
        return sign(header(), changed(claims -> claims.subject(userId)), newKey(signing().getKeyID()));
    }

    /** A token with this signature, whatever it is worth. */
    static String assembled(String header, String claims, byte[] signature) {
        return encoded(header.getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8)) + "." + encoded(signature);
    }

    /** A person's valid claims, well signed with another algorithm of RSA's. */
    String signedWith(JWSAlgorithm algorithm) {
        return sign(new JWSHeader.Builder(algorithm).type(ACCESS_TOKEN).keyID(signing().getKeyID()).build(),
                changed(_ -> {}), signing());
    }

    /** A token of these claims, whatever they are, well signed. */
    public String signed(String claims) {
        try {
            var token = new JWSObject(header(), new Payload(claims));
            token.sign(new RSASSASigner(signing()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    /** A person's valid claims, as JSON. */
    String claims() {
        return changed(_ -> {}).toString();
    }

    /** The public half of the key that signs. */
    RSAKey publicKey() {
        return signing().toPublicJWK();
    }

    /** Signs with a new key from now on. The public halves of the older ones are still served. */
    public void rotate() {
        keys.addFirst(newKey(UUID.randomUUID().toString()));
    }

    /** Serves the public half of the key that signs, and of no other. */
    public void retire() {
        keys.subList(1, keys.size()).clear();
    }

    /** How often the public keys were fetched. */
    public int jwksRequests() {
        return jwksRequests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve() {
        new IssuerEndpoints(this::serviceToken, LIFETIME).serve(server, () -> {
            jwksRequests.incrementAndGet();
            return new JWKSet(List.copyOf(keys)).toPublicJWKSet().toString();
        });
        server.start();
    }

    private URI address(String path) {
        return URI.create("http://" + Ports.LOOPBACK + ":" + server.getAddress().getPort() + path);
    }

    private RSAKey signing() {
        return keys.getFirst();
    }

    private JWSHeader header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).type(ACCESS_TOKEN).keyID(signing().getKeyID()).build();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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
