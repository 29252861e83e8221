package io.whispra.auth.login;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

import io.whispra.auth.Answer;
import io.whispra.auth.Api;
import io.whispra.auth.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

class RefreshCookieTest extends RunningService {

    private static final String NAME = "__Host-whispra-refresh";
    private static final String OWN = "http://localhost:8080";
    private static final String ATTRIBUTES = "__Host-whispra-refresh=*; Max-Age=%d; *; Path=/; Secure; HTTPOnly; SameSite=Strict";

    @Test
    void t14_aBrowserGetsTheRefreshTokenInACookieThatScriptsCannotRead() {
        var registered = register(OWN);
        assertThat(registered.status()).isEqualTo(201);
        assertThat(attributes(registered)).isEqualTo(ATTRIBUTES.formatted(Duration.ofDays(30).toSeconds()));
        assertThat(registered.json().propertyNames()).containsExactlyInAnyOrder("user", "accessToken", "expiresAt");
        assertThat(registered.body()).doesNotContain(cookie(registered));

        var loggedIn = logIn(registered, OWN);
        assertThat(loggedIn.status()).isEqualTo(200);
        assertThat(attributes(loggedIn)).isEqualTo(attributes(registered));
        assertThat(loggedIn.json().propertyNames()).containsExactlyInAnyOrder("user", "accessToken", "expiresAt");
    }

    @Test
    void t14_theCookieIsReplacedAtEachRefreshUntilTheSessionsEnd() {
        var browser = register(OWN);
        clock.advance(Duration.ofDays(20));
        var refreshed = refresh(cookie(browser), OWN);
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.json().propertyNames()).containsExactlyInAnyOrder("user", "accessToken", "expiresAt");
        assertThat(attributes(refreshed)).isEqualTo(attributes(browser));
        assertThat(cookie(refreshed)).isNotEqualTo(cookie(browser));
        assertThat(api.get("/api/v1/me", refreshed.text("/accessToken")).status()).isEqualTo(200);
        for (int i = 0; i < 8; i++) {
            clock.advance(Duration.ofDays(19));
            refreshed = refresh(cookie(refreshed), OWN);
        }
        // 172 of 180 days are over.
        assertThat(attributes(refreshed)).contains("Max-Age=" + Duration.ofDays(8).toSeconds() + ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost:8080.evil.example", "http://localhost",
            "https://localhost:8080", "http://localhost:80801", "https://chat.example.org.evil.example", ""})
    void t14_aPageOfAnotherSiteCannotUseTheCookie(String origin) {
        var browser = register(OWN);
        assertForeign(refresh(cookie(browser), origin));
        assertForeign(logOut(cookie(browser), origin));
        // It was neither used up nor ended.
        assertThat(refresh(cookie(browser), OWN).status()).isEqualTo(200);
    }

    @Test
    void t14_withoutAnOriginTheCookieIsOfNoUse() {
        var browser = register(OWN);
        assertForeign(send("/api/v1/auth/refresh", headers -> withCookie(headers, cookie(browser))));
    }

    @Test
    void t14_aPageOfAnotherSiteGetsNoCookie() {
        var person = api.newPerson();
        assertForeign(logIn(person, "https://evil.example"));
        assertForeign(register("https://evil.example"));
        assertThat(logIn(person, "https://other.example.org").status()).isEqualTo(200);
    }

    @Test
    void theConfiguredOriginsAreOursToo() {
        var browser = register("https://chat.example.org");
        assertThat(refresh(cookie(browser), "https://other.example.org").status()).isEqualTo(200);
    }

    @Test
    void t14_aLogoutClearsTheCookie() {
        var browser = register(OWN);
        var out = logOut(cookie(browser), OWN);
        assertThat(out.status()).isEqualTo(204);
        assertCleared(out);
        var refused = refresh(cookie(browser), OWN);
        assertThat(refused.code()).isEqualTo("session-ended");
        assertCleared(refused);
        assertRevoked(browser.sid(), "logout");
    }

    @Test
    void aBrowserLogsOutEverywhere() {
        var browser = register(OWN);
        var phone = api.again(browser);
        var out = api.ask(HttpMethod.POST, "/api/v1/auth/logout", "{\"everywhere\": true}", headers -> {
            withCookie(headers, cookie(browser));
            headers.setOrigin(OWN);
        });
        assertThat(out.status()).isEqualTo(204);
        assertThat(api.refresh(phone.text("/refreshToken")).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "%00"})
    void aCookieThatIsNoTokenIsCleared(String value) {
        var refused = refresh(value, OWN);
        assertThat(refused.code()).isEqualTo("session-ended");
        assertCleared(refused);
        assertThat(logOut(value, OWN).status()).isEqualTo(204);
    }

    @Test
    void withoutAnyTokenThereIsNoSession() {
        for (var body : new String[]{"", "{}", "{\"refreshToken\": null}"}) {
            var refused = api.post("/api/v1/auth/refresh", body);
            assertThat(refused.code()).isEqualTo("session-ended");
            assertThat(refused.headers().get(HttpHeaders.SET_COOKIE)).isNull();
            assertThat(api.post("/api/v1/auth/logout", body).status()).isEqualTo(204);
        }
    }

    @Test
    void theTokenInTheBodyComesFirstAndLeavesTheCookieAlone() {
        var browser = register(OWN);
        var phone = api.again(browser);
        var refreshed = api.ask(HttpMethod.POST, "/api/v1/auth/refresh",
                "{\"refreshToken\": \"%s\"}".formatted(phone.text("/refreshToken")),
                headers -> withCookie(headers, cookie(browser)));
        assertThat(refreshed.sid()).isEqualTo(phone.sid());
        assertThat(refreshed.text("/refreshToken")).isNotEmpty();
        assertThat(refreshed.headers().get(HttpHeaders.SET_COOKIE)).isNull();
    }

    @Test
    void t16_aLoginWithTheCookieOfAnotherSessionIsANewSession() {
        var browser = register(OWN);
        var again = api.ask(HttpMethod.POST, "/api/v1/auth/login", """
                {"email": "%s", "password": "%s", "cookie": true}""".formatted(browser.text("/user/email"),
                Api.PASSWORD), headers -> {
                    withCookie(headers, cookie(browser));
                    headers.setOrigin(OWN);
                });
        assertThat(again.sid()).isNotEqualTo(browser.sid());
        assertThat(cookie(again).substring(0, 43)).isNotEqualTo(cookie(browser).substring(0, 43));
    }

    @Test
    void whoDoesNotAskForACookieGetsNone() {
        assertThat(api.newPerson().headers().get(HttpHeaders.SET_COOKIE)).isNull();
    }

    private Answer register(String origin) {
        return api.ask(HttpMethod.POST, "/api/v1/auth/register", """
                {"name": "Ada", "email": "%s", "password": "%s", "cookie": true}""".formatted(Api.newEmail(),
                Api.PASSWORD), headers -> headers.setOrigin(origin));
    }

    private Answer logIn(Answer person, String origin) {
        return api.ask(HttpMethod.POST, "/api/v1/auth/login", """
                {"email": "%s", "password": "%s", "cookie": true}""".formatted(person.text("/user/email"),
                Api.PASSWORD), headers -> headers.setOrigin(origin));
    }

    private Answer refresh(String cookie, String origin) {
        return from(origin, "/api/v1/auth/refresh", cookie);
    }

    private Answer logOut(String cookie, String origin) {
        return from(origin, "/api/v1/auth/logout", cookie);
    }

    private Answer from(String origin, String path, String cookie) {
        return send(path, headers -> {
            withCookie(headers, cookie);
            headers.setOrigin(origin);
        });
    }

    private Answer send(String path, Consumer<HttpHeaders> headers) {
        return api.ask(HttpMethod.POST, path, "", headers);
    }

    private static void withCookie(HttpHeaders headers, String value) {
        headers.set(HttpHeaders.COOKIE, NAME + "=" + value);
    }

    private static void assertForeign(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("foreign-origin");
        assertThat(answer.headers().get(HttpHeaders.SET_COOKIE)).isNull();
    }

    private static void assertCleared(Answer answer) {
        assertThat(attributes(answer)).isEqualTo(ATTRIBUTES.formatted(0));
        assertThat(cookie(answer)).isEmpty();
    }

    private static String cookie(Answer answer) {
        var header = Objects.requireNonNull(answer.headers().getFirst(HttpHeaders.SET_COOKIE));
        return header.substring(NAME.length() + 1, header.indexOf(';'));
    }

    /** All of the cookie but its value and `Expires`, which says again what `Max-Age` says. */
    private static String attributes(Answer answer) {
        assertThat(answer.headers().get(HttpHeaders.SET_COOKIE)).hasSize(1);
        return answer.header(HttpHeaders.SET_COOKIE)
                .replaceFirst("^([^=]+)=[^;]*;", "$1=*;")
                .replaceFirst("Expires=[^;]+", "*");
    }
}
