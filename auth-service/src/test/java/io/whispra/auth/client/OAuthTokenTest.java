package io.whispra.auth.client;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.ParseException;
import java.util.function.Consumer;

import com.nimbusds.jwt.SignedJWT;
import io.whispra.auth.Answer;
import io.whispra.auth.Installation;
import io.whispra.auth.RunningService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class OAuthTokenTest extends RunningService {

    private static final String GRANT = "grant_type=client_credentials";

    @Test
    void aServiceGetsATokenForTheScopesThatItAsksFor() throws ParseException {
        var answer = room(GRANT + "&scope=room-log%3Aread");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header(HttpHeaders.CACHE_CONTROL)).isEqualTo("no-store");
        assertThat(answer.json().propertyNames())
                .containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope");
        assertThat(answer.text("/token_type")).isEqualTo("Bearer");
        assertThat(answer.text("/expires_in")).isEqualTo("600");
        assertThat(answer.text("/scope")).isEqualTo("room-log:read");
        var claims = SignedJWT.parse(answer.text("/access_token")).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("room-service");
        assertThat(claims.getStringClaim("client_id")).isEqualTo("room-service");
        assertThat(claims.getStringClaim("scope")).isEqualTo("room-log:read");
        assertThat(claims.getClaims()).doesNotContainKey("sid");
    }

    @Test
    void withoutScopeATokenHasAllThatTheClientHas() {
        assertThat(room(GRANT).text("/scope")).isEqualTo("room-log:append room-log:read");
    }

    @Test
    void aServicesTokenOpensNoRouteOfPeople() {
        assertThat(api.get("/api/v1/me", room(GRANT).text("/access_token")).code()).isEqualTo("forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attachments:claim", "room-log:read attachments:claim", "ROOM-LOG:READ", "*", "\u0000",
            "{\"$ne\":null}"})
    void aScopeThatTheClientDoesNotHaveIsRefused(String scope) {
        assertError(room(GRANT + "&scope=" + encoded(scope)), 400, "invalid_scope");
        assertError(ask("media-service", Installation.MEDIA_SECRET, GRANT + "&scope=room-log%3Aappend"), 400,
                "invalid_scope");
    }

    @Test
    void unknownClientAndWrongSecretGetTheSameAnswer() {
        var wrong = ask("room-service", "wrong", GRANT);
        assertError(wrong, 401, "invalid_client");
        assertThat(wrong.header(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Basic");
        var unknown = ask("unknown", "wrong", GRANT);
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertError(ask("room-service", Installation.MEDIA_SECRET, GRANT), 401, "invalid_client");
        assertError(ask("room-service", "", GRANT), 401, "invalid_client");
        assertError(ask("unknown", "", GRANT), 401, "invalid_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic ", "Basic !!!", "Basic Og==", "Basic cm9vbS1zZXJ2aWNl", "Basic JTpY",
            "Bearer x", "Digest x"})
    void aHeaderOfAnotherFormIsRefused(String header) {
        var answer = form(GRANT, headers -> headers.set(HttpHeaders.AUTHORIZATION, header));
        assertError(answer, 401, "invalid_client");
    }

    @Test
    void aPersonsTokenIsNoClient() {
        var token = api.newPerson().text("/accessToken");
        assertError(form(GRANT, headers -> headers.setBearerAuth(token)), 401, "invalid_client");
    }

    @Test
    void theSecretInTheFormIsRefused() {
        assertError(form(GRANT + "&client_id=media-service&client_secret=" + Installation.MEDIA_SECRET, _ -> {}), 401,
                "invalid_client");
        assertError(room(GRANT + "&client_secret=x"), 400, "invalid_request");
    }

    @Test
    void otherGrantsAreRefused() {
        assertError(room("scope=room-log%3Aread"), 400, "invalid_request");
        assertError(room("grant_type="), 400, "unsupported_grant_type");
        assertError(room("grant_type=password&username=a&password=b"), 400, "unsupported_grant_type");
        assertError(room(GRANT + "&" + GRANT), 400, "invalid_request");
    }

    @Test
    void anythingButAFormIsRefused() {
        var answer = api.ask(HttpMethod.POST, "/api/v1/oauth/token", "{\"grant_type\": \"client_credentials\"}",
                headers -> headers.setBasicAuth("media-service", Installation.MEDIA_SECRET));
        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void aFormOfMoreThan4KilobytesIsTooLarge() {
        assertThat(room(GRANT + "&x=" + "x".repeat(4_000)).status()).isEqualTo(200);
        assertThat(room(GRANT + "&x=" + "x".repeat(5_000)).status()).isEqualTo(413);
    }

    @Test
    void aServicesSecretIsRotatedWithoutARestart() throws IOException {
        var before = Files.readString(Installation.CLIENTS);
        var both = "[\"" + Installation.sha256(Installation.MEDIA_SECRET) + "\", \"" + Installation.sha256("the next")
                + "\"]";
        try {
            Files.writeString(Installation.CLIENTS,
                    before.replace("\"" + Installation.sha256(Installation.MEDIA_SECRET) + "\"", both));
            Awaitility.await().until(() -> ask("media-service", "the next", GRANT).status() == 200);
            assertThat(ask("media-service", Installation.MEDIA_SECRET, GRANT).status()).isEqualTo(200);

            Files.writeString(Installation.CLIENTS, before.replace(Installation.sha256(Installation.MEDIA_SECRET),
                    Installation.sha256("the next")));
            Awaitility.await().until(() -> ask("media-service", Installation.MEDIA_SECRET, GRANT).status() == 401);
            assertThat(ask("media-service", "the next", GRANT).status()).isEqualTo(200);
        } finally {
            Files.writeString(Installation.CLIENTS, before);
        }
        Awaitility.await().until(() -> ask("media-service", Installation.MEDIA_SECRET, GRANT).status() == 200);
    }

    private Answer room(String form) {
        return ask("room-service", Installation.ROOM_SECRET, form);
    }

    private Answer ask(String id, String secret, String form) {
        return form(form, headers -> headers.setBasicAuth(encoded(id), encoded(secret)));
    }

    private Answer form(String form, Consumer<HttpHeaders> headers) {
        return api.ask(HttpMethod.POST, "/api/v1/oauth/token", form, h -> {
            h.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
            headers.accept(h);
        });
    }

    private static void assertError(Answer answer, int status, String error) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("/error")).isEqualTo(error);
        assertThat(answer.header(HttpHeaders.CACHE_CONTROL)).isEqualTo("no-store");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
