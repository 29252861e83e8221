package io.whispra.auth.security;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.whispra.auth.Answer;
import io.whispra.auth.Api;
import io.whispra.auth.Installation;
import io.whispra.auth.RunningService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A good token is made first in each test, so that what is refused is refused for its one flaw. */
class TokenCheckTest extends RunningService {

    private static final String ISSUER = "http://localhost:8080";

    private String userId = "";

    @BeforeEach
    void register() {
        userId = api.newPerson().text("/user/id");
        assertThat(me(signed(_ -> {})).status()).isEqualTo(200);
    }

    @Test
    void withoutATokenNothingIsTold() {
        var answer = api.ask(HttpMethod.GET, "/api/v1/me", "", _ -> {});
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthenticated");
        assertThat(answer.header(HttpHeaders.WWW_AUTHENTICATE)).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "nOnE", "NONE"})
    void t1_unsignedTokensAreRefused(String algorithm) {
        var parts = signed(_ -> {}).split("\\.", -1);
        var header = encoded("{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}".formatted(algorithm,
                Installation.SIGNING.getKeyID()));
        assertRefused(header + "." + parts[1] + ".");
        assertRefused(header + "." + parts[1]);
        assertRefused(header + "." + parts[1] + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + ".");
        assertRefused(parts[0] + "." + parts[1]);
    }

    @ParameterizedTest
    @MethodSource("publicKeyInEveryForm")
    void t2_thePublicKeyIsNoSecretForHs256(byte[] secret) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType("at+jwt"))
                .keyID(Installation.SIGNING.getKeyID())
                .build();
        assertRefused(signed(_ -> {}, header, new MACSigner(secret)));
    }

    static Stream<byte[]> publicKeyInEveryForm() throws JOSEException {
        var der = Installation.SIGNING.toRSAPublicKey().getEncoded();
        var pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
        return Stream.of(der, pem.getBytes(StandardCharsets.UTF_8),
                Installation.SIGNING.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void t3_aKeyThatTheTokenBringsAlongIsIgnored() throws JOSEException {
        var own = Installation.newKey(Installation.SIGNING.getKeyID(), 2048);
        var header = new JWSHeader.Builder(header(own)).jwk(own.toPublicJWK()).build();
        assertRefused(signed(_ -> {}, header, new RSASSASigner(own)));
        assertRefused(signed(_ -> {}, header(own), new RSASSASigner(own)));
    }

    @Test
    void t3_noAddressInAHeaderIsAsked() throws JOSEException {
        var own = Installation.newKey("own", 2048);
        var asked = new AtomicInteger();
        var server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .doOnConnection(_ -> asked.incrementAndGet())
                .handle((_, response) -> response.sendString(Mono.just(Installation.keySet(own.toPublicJWK()))))
                .bindNow();
        try {
            var address = URI.create("http://127.0.0.1:" + server.port() + "/jwks.json");
            for (var key : List.of(own.getKeyID(), Installation.SIGNING.getKeyID())) {
                var header = new JWSHeader.Builder(header(own)).keyID(key);
                assertRefused(signed(_ -> {}, header.jwkURL(address).build(), new RSASSASigner(own)));
                assertRefused(signed(_ -> {}, header.x509CertURL(address).build(), new RSASSASigner(own)));
                assertRefused(signed(_ -> {}, header.x509CertChain(
                        List.of(com.nimbusds.jose.util.Base64.encode(own.toRSAPublicKey().getEncoded()))).build(),
                        new RSASSASigner(own)));
            }
            // The server is there, and nobody has asked it before.
            assertThat(asked).hasValue(0);
            assertThat(new Api(server.port()).ask(HttpMethod.GET, "/jwks.json", "", _ -> {}).status()).isEqualTo(200);
            assertThat(asked).hasPositiveValue();
        } finally {
            server.disposeNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../dev/null", "' OR 1=1", "{\"$ne\":null}", "\u0000", ""})
    void t4_anUnknownKeyIdIsRefused(String keyId) throws JOSEException {
        var header = new JWSHeader.Builder(header(Installation.SIGNING)).keyID(keyId).build();
        assertRefused(signed(_ -> {}, header, new RSASSASigner(Installation.SIGNING)));
    }

    @Test
    void t4_aLongKeyIdIsRefusedAtOnce() throws JOSEException {
        var header = new JWSHeader.Builder(header(Installation.SIGNING));
        var signer = new RSASSASigner(Installation.SIGNING);
        assertRefusedWithin(100, signed(_ -> {}, header.keyID("k".repeat(5_000)).build(), signer));
        var longer = signed(_ -> {}, header.keyID("k".repeat(100_000)).build(), signer);
        assertThat(me(longer).status()).isIn(400, 401, 413, 431);
    }

    @Test
    void t4_aThousandUnknownKeyIdsCostNothing() throws JOSEException {
        var signer = new RSASSASigner(Installation.OLDER);
        for (int i = 0; i < 1_000; i++) {
            var header = new JWSHeader.Builder(header(Installation.OLDER)).keyID("unknown-" + i).build();
            // Signed once is enough: without a key nobody looks at the signature.
            assertThat(me(i == 0 ? signed(_ -> {}, header, signer) : header.toBase64URL() + ".e30.AAAA").status())
                    .isEqualTo(401);
        }
        assertThat(me(signed(_ -> {})).status()).isEqualTo(200);
    }

    @Test
    void t4_aTokenWithoutKeyIdIsRefused() throws JOSEException {
        var header = new JWSHeader.Builder(header(Installation.SIGNING)).keyID(null).build();
        assertRefused(signed(_ -> {}, header, new RSASSASigner(Installation.SIGNING)));
    }

    @Test
    void t5_anEmptySignatureIsRefused() {
        var parts = signed(_ -> {}).split("\\.", -1);
        assertRefused(parts[0] + "." + parts[1] + "." + zeros(256));
        for (var keyId : List.of(Installation.SIGNING.getKeyID(), "ec")) {
            var header = encoded("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}".formatted(keyId));
            assertRefused(header + "." + parts[1] + "." + zeros(64));
        }
    }

    @Test
    void aTamperedTokenIsRefused() {
        var other = api.newPerson().text("/user/id");
        var parts = signed(_ -> {}).split("\\.", -1);
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        assertRefused(parts[0] + "." + encoded(claims.replace(userId, other)) + "." + parts[2]);
    }

    @Test
    void t6_issuerAudienceTypeAndExpiryAreChecked() throws JOSEException {
        assertRefused(signed(claims -> claims.issuer("http://elsewhere")));
        assertRefused(signed(claims -> claims.issuer(null)));
        assertRefused(signed(claims -> claims.audience("other")));
        assertRefused(signed(claims -> claims.audience((String) null)));
        assertRefused(signed(claims -> claims.expirationTime(null)));
        assertRefused(signed(claims -> claims.subject(null)));
        for (var type : new String[]{"JWT", "rt+jwt", "at+jwt+x"}) {
            var header = new JWSHeader.Builder(header(Installation.SIGNING)).type(new JOSEObjectType(type)).build();
            assertRefused(signed(_ -> {}, header, new RSASSASigner(Installation.SIGNING)));
        }
        var untyped = new JWSHeader.Builder(header(Installation.SIGNING)).type(null).build();
        assertRefused(signed(_ -> {}, untyped, new RSASSASigner(Installation.SIGNING)));
    }

    @Test
    void t6_otherAlgorithmsOfTheSameKeyAreRefused() throws JOSEException {
        for (var algorithm : List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            var header = new JWSHeader.Builder(algorithm).type(new JOSEObjectType("at+jwt"))
                    .keyID(Installation.SIGNING.getKeyID())
                    .build();
            assertRefused(signed(_ -> {}, header, new RSASSASigner(Installation.SIGNING)));
        }
    }

    @Test
    void t6_aRefreshTokenIsNoAccessToken() {
        assertRefused(api.newPerson().text("/refreshToken"));
    }

    @Test
    void t7_clocksMayDifferBy30Seconds() {
        assertThat(me(signed(claims -> claims.issueTime(inSeconds(-600)).expirationTime(inSeconds(-29)))).status())
                .isEqualTo(200);
        assertRefused(signed(claims -> claims.issueTime(inSeconds(-600)).expirationTime(inSeconds(-31))));
        assertThat(me(signed(claims -> claims.notBeforeTime(inSeconds(29)))).status()).isEqualTo(200);
        assertRefused(signed(claims -> claims.notBeforeTime(inSeconds(31))));
        assertRefused(signed(claims -> claims.issueTime(inSeconds(3600)).expirationTime(inSeconds(7200))));
        assertRefused(signed(claims -> claims.issueTime(null)));
    }

    @Test
    void anAccessTokenLives10MinutesAndNotLonger() {
        var token = api.newPerson().text("/accessToken");
        clock.advance(Duration.ofMinutes(10));
        assertThat(me(token).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(31));
        assertThat(me(token).status()).isEqualTo(401);
    }

    @Test
    void t17_tokensOfAnOlderKeyInTheFileStillVerify() throws JOSEException {
        var older = signed(_ -> {}, header(Installation.OLDER), new RSASSASigner(Installation.OLDER));
        assertThat(me(older).status()).isEqualTo(200);
        var mixed = signed(_ -> {}, header(Installation.OLDER), new RSASSASigner(Installation.SIGNING));
        assertRefused(mixed);
    }

    @Test
    void t15_aTokenInTheAddressIsNotLookedAt() {
        var token = signed(_ -> {});
        for (var parameter : List.of("access_token", "token")) {
            var answer = api.ask(HttpMethod.GET, "/api/v1/me?" + parameter + "=" + token, "", _ -> {});
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).doesNotContain(token);
        }
    }

    @Test
    void t18_aDeeplyNestedTokenIsRefusedAtOnceAlsoIfWeSignedIt() throws JOSEException {
        for (var claims : List.of("[".repeat(5_000), "[".repeat(2_400) + "]".repeat(2_400), "{\"a\":".repeat(900))) {
            var token = new JWSObject(header(Installation.SIGNING), new Payload("{\"a\":" + claims + "}"));
            token.sign(new RSASSASigner(Installation.SIGNING));
            assertRefusedWithin(50, token.serialize());
        }
        // Whole, 5,000 of them do not fit into a header.
        var whole = encoded("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
        assertThat(me(encoded("{\"alg\":\"RS256\"}") + "." + whole + ".AAAA").status()).isIn(400, 401, 413, 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PBES2-HS512+A256KW", "PBES2-HS512", "PBES2-HS256+A128KW"})
    void t18_aCostlyKeyDerivationIsNotBegun(String algorithm) {
        var header = "{\"alg\":\"%s\",\"enc\":\"A256GCM\",\"p2c\":2147483647,\"p2s\":\"AAAA\",\"kid\":\"%s\"}"
                .formatted(algorithm, Installation.SIGNING.getKeyID());
        assertRefusedWithin(50, encoded(header) + ".AAAA.AAAA.AAAA.AAAA");
        assertRefusedWithin(50, encoded(header) + ".AAAA.AAAA");
    }

    @Test
    void t18_anEncryptedTokenIsRefused() throws JOSEException {
        var token = new JWEObject(new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                .contentType("at+jwt")
                .keyID(Installation.SIGNING.getKeyID())
                .build(), new Payload(signed(_ -> {})));
        token.encrypt(new RSAEncrypter(Installation.SIGNING));
        assertRefused(token.serialize());
    }

    @Test
    void aHeaderOfMoreThan8KilobytesIsRefused() {
        assertThat(me("x".repeat(10_000)).status()).isIn(400, 413, 431);
    }

    @Test
    void aTokenOfAnAccountThatIsGoneIsRefused() {
        assertThat(me(signed(claims -> claims.subject("01a20361-0000-7000-8000-000000000000"))).status())
                .isEqualTo(401);
    }

    @Test
    void aServicesTokenOpensNoRouteOfPeople() {
        var token = signed(claims -> claims.subject("room-service")
                .claim("sid", null)
                .claim("client_id", "room-service")
                .claim("scope", "room-log:append room-log:read"));
        for (var path : List.of("/api/v1/me", "/api/v1/users?q=ada", "/api/v1/users/" + userId)) {
            var answer = api.get(path, token);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("forbidden");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/internal/v1/users", "/actuator", "/actuator/health", "/actuator/env",
            "/.well-known/",
            "/api/v2/me", "/.well-known/jwks.json/x"})
    void t44_whatIsNotListedIsDenied(String path) {
        assertThat(api.get(path, signed(_ -> {})).status()).isIn(403, 404);
    }

    @Test
    void anUnknownPathOfTheApiIsNotFound() {
        assertThat(api.get("/api/v1/unknown", signed(_ -> {})).code()).isEqualTo("not-found");
    }

    private void assertRefused(String token) {
        var answer = me(token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthenticated");
    }

    /** The best of five, for the machine may be busy. */
    private void assertRefusedWithin(int millis, String token) {
        var best = IntStream.range(0, 5).mapToLong(_ -> {
            long start = System.nanoTime();
            assertRefused(token);
            return System.nanoTime() - start;
        }).min().orElseThrow();
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(millis));
    }

    private static String zeros(int count) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[count]);
    }

    private Answer me(String token) {
        return api.get("/api/v1/me", token);
    }

    /** A good token of the registered person, but for the change. */
    private String signed(Consumer<JWTClaimsSet.Builder> change) {
        try {
            return signed(change, header(Installation.SIGNING), new RSASSASigner(Installation.SIGNING));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(Consumer<JWTClaimsSet.Builder> change, JWSHeader header, JWSSigner signer)
            throws JOSEException {
        var claims = new JWTClaimsSet.Builder().issuer(ISSUER)
                .audience("whispra")
                .subject(userId)
                .claim("sid", "01a20361-0000-7000-8000-000000000001")
                .issueTime(inSeconds(0))
                .expirationTime(inSeconds(600));
        change.accept(claims);
        var token = new SignedJWT(header, claims.build());
        token.sign(signer);
        return token.serialize();
    }

    private static JWSHeader header(RSAKey key) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID())
                .build();
    }

    private Date inSeconds(int seconds) {
        return Date.from(clock.instant().plusSeconds(seconds));
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
