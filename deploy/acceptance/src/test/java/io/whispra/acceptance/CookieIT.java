package io.whispra.acceptance;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import io.whispra.acceptance.client.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** A browser's refresh token is in a cookie that no script and no other page gets at (T14). */
class CookieIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    private static final String REFRESH = "/api/v1/auth/refresh";
    private static final Pattern COOKIE = Pattern.compile("(__Host-[^=]+)=([^;]+); (.*)");

    private final Wire wire = Wire.ordinary();

    @Test
    void t14TheCookieHasEveryProtectionAndTheBodyNoToken() throws IOException {
        var answer = register();
        var cookie = COOKIE.matcher(answer.headers().firstValue("Set-Cookie").orElseThrow());
        assertThat(cookie.matches()).isTrue();
        // Their names are of any case (RFC 6265, section 5.2).
        assertThat(cookie.group(3).toLowerCase(Locale.ROOT).split("; "))
                .contains("path=/", "secure", "httponly", "samesite=strict")
                .anyMatch(attribute -> attribute.startsWith("max-age="))
                .noneMatch(attribute -> attribute.startsWith("domain"));
        assertThat(Json.read(answer.body()).has("refreshToken")).isFalse();
        assertThat(answer.body()).doesNotContain(cookie.group(2));
    }

    @Test
    void t14ThePageOfThisInstallationRefreshesAndLogsOutByCookie() throws IOException {
        var cookie = cookie(register());
        var refreshed = wire.post(whispra.base(), REFRESH, "{}", "Cookie", cookie, "Origin", origin());
        assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);
        var next = cookie(refreshed);
        assertThat(next).isNotEqualTo(cookie);

        var out = wire.post(whispra.base(), "/api/v1/auth/logout", "{}", "Cookie", next, "Origin", origin());
        assertThat(out.statusCode()).as(out.body()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(wire.post(whispra.base(), REFRESH, "{}", "Cookie", next, "Origin", origin()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void t14AForeignPageIsRefusedAndTheSessionGoesOn() throws IOException {
        var cookie = cookie(register());
        for (var foreign : new String[]{"https://evil.example", "null", origin() + ".evil.example",
                origin().replace("http", "https")}) {
            for (var path : new String[]{REFRESH, "/api/v1/auth/logout"}) {
                var answer = wire.post(whispra.base(), path, "{}", "Cookie", cookie, "Origin", foreign);
                assertThat(answer.statusCode()).as("%s from %s: %s", path, foreign, answer.body()).isEqualTo(403);
                assertThat(Json.read(answer.body()).path("code").asString()).isEqualTo("foreign-origin");
            }
        }
        assertThat(wire.post(whispra.base(), REFRESH, "{}", "Cookie", cookie).statusCode()).as("no origin")
                .isEqualTo(403);
        assertThat(wire.post(whispra.base(), REFRESH, "{}", "Cookie", cookie, "Origin", origin()).statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> register() throws IOException {
        var body = Json.object().put("name", "Ana").put("email", "cookie." + UUID.randomUUID() + "@example.org")
                .put("password", "correct horse " + UUID.randomUUID()).put("cookie", true);
        var answer = wire.post(whispra.base(), "/api/v1/auth/register", body.toString(), "Origin", origin());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static String cookie(HttpResponse<String> answer) {
        var cookie = COOKIE.matcher(answer.headers().firstValue("Set-Cookie").orElseThrow());
        assertThat(cookie.matches()).isTrue();
        return cookie.group(1) + "=" + cookie.group(2);
    }

    private static String origin() {
        return whispra.base().toString();
    }
}
