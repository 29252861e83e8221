package io.whispra.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class EmbeddedIssuerTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final EmbeddedIssuer issuer = EmbeddedIssuer.start();

    @AfterAll
    static void close() {
        issuer.close();
    }

    @Test
    void aPersonsTokenIsOfTheAuthServicesForm() throws Exception {
        SignedJWT token = SignedJWT.parse(issuer.userToken("ada"));
        var claims = token.getJWTClaimsSet();
        assertThat(verifies(token)).isTrue();
        assertThat(token.getHeader().getType()).isEqualTo(new JOSEObjectType("at+jwt"));
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(claims.getIssuer()).isEqualTo("https://whispra.test").isEqualTo(issuer.issuer());
        assertThat(claims.getAudience()).containsExactly("whispra");
        assertThat(claims.getSubject()).isEqualTo("ada");
        assertThat(claims.getStringClaim("sid")).isNotBlank();
        assertThat(claims.getIssueTime().toInstant()).isCloseTo(Instant.now(),
                within(1, java.time.temporal.ChronoUnit.MINUTES));
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(claims.getIssueTime().toInstant().plusSeconds(600));
    }

    @Test
    void aRotatedKeyIsServedUntilItIsRetired() throws Exception {
        SignedJWT old = SignedJWT.parse(issuer.userToken("ada"));
        issuer.rotate();
        assertThat(verifies(SignedJWT.parse(issuer.userToken("ada")))).isTrue();
        assertThat(verifies(old)).isTrue();
        issuer.retire();
        assertThat(verifies(SignedJWT.parse(issuer.userToken("ada")))).isTrue();
        assertThat(publishedKeys()).doesNotContain(old.getHeader().getKeyID()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(BadToken.class)
    void badTokenFitsIntoAHeader(BadToken bad) {
        assertThat(bad.of(issuer)).hasSizeBetween(1, 7_800).matches("[A-Za-z0-9_.-]+");
    }

    @Test
    void aServicesTokenHasItsScopesAndNoSession() throws Exception {
        SignedJWT token = SignedJWT.parse(issuer.serviceToken("room-service", "log.append", "log.read"));
        assertThat(verifies(token)).isTrue();
        assertThat(token.getJWTClaimsSet().getClaims()).containsEntry("sub", "room-service")
                .containsEntry("client_id", "room-service")
                .containsEntry("scope", "log.append log.read")
                .doesNotContainKey("sid");
    }

    @Test
    void aForgedTokenHasTheSameKeyIdAndDoesNotVerify() throws Exception {
        SignedJWT forged = SignedJWT.parse(issuer.forgedToken("ada"));
        assertThat(forged.getHeader()).hasToString(SignedJWT.parse(issuer.userToken("ada")).getHeader().toString());
        assertThat(verifies(forged)).isFalse();
    }

    @Test
    void badTokensAreWellSignedAndWrongInWhatTheTestSays() throws Exception {
        SignedJWT token = SignedJWT.parse(issuer.token(claims -> claims.audience("other").claim("exp", null),
                header -> header.type(JOSEObjectType.JWT)));
        assertThat(verifies(token)).isTrue();
        assertThat(token.getHeader().getType()).isEqualTo(JOSEObjectType.JWT);
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("other");
        assertThat(token.getJWTClaimsSet().getExpirationTime()).isNull();
    }

    @Test
    void servesItsPublicKeyOnlyAndCountsTheRequests() throws Exception {
        int before = issuer.jwksRequests();
        HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(issuer.jwksUri()).build(),
                BodyHandlers.ofString());
        assertThat(JWKSet.parse(answer.body()).getKeys()).singleElement()
                .satisfies(key -> assertThat(key.isPrivate()).isFalse());
        assertThat(issuer.jwksRequests()).isEqualTo(before + 1);
    }

    @Test
    void grantsServicesTheScopesThatTheyAskFor() throws Exception {
        HttpResponse<String> answer = ask("room-service:secret",
                "grant_type=client_credentials&scope=log.append+log.read");
        Map<String, Object> grant = JSONObjectUtils.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(grant).containsEntry("token_type", "Bearer").containsEntry("scope", "log.append log.read");
        SignedJWT token = SignedJWT.parse(JSONObjectUtils.getString(grant, "access_token"));
        assertThat(verifies(token)).isTrue();
        assertThat(token.getJWTClaimsSet().getStringClaim("client_id")).isEqualTo("room-service");
        assertThat(token.getJWTClaimsSet().getStringClaim("scope")).isEqualTo("log.append log.read");
    }

    @Test
    void refusesClientsWithoutANameAndOtherGrants() throws Exception {
        assertThat(ask(":", "grant_type=client_credentials").statusCode()).isEqualTo(401);
        assertThat(ask("room-service:secret", "grant_type=password").statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> ask(String client, String form) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(issuer.tokenUri())
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static boolean verifies(SignedJWT token) throws Exception {
        URI jwks = issuer.jwksUri();
        var key = JWKSet.load(jwks.toURL()).getKeyByKeyId(token.getHeader().getKeyID());
        return token.verify(new RSASSAVerifier(key.toRSAKey()));
    }

    private static List<String> publishedKeys() throws Exception {
        return JWKSet.load(issuer.jwksUri().toURL()).getKeys().stream().map(JWK::getKeyID).toList();
    }
}
