package io.whispra.gateway.edge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.whispra.gateway.OnGateway;
import io.whispra.gateway.RawHttp;
import io.whispra.gateway.StandIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FilesTest extends OnGateway {

    private static final String FILE = "/api/v1/files/a1/b2/original";
    private static final String LINK = FILE
            + "?X-Amz-Credential=k%2F20260101&X-Amz-Signature=s&response-content-disposition=inline%3B%20filename%3D%22a%2520b%22";

    @BeforeEach
    void forgetRequests() {
        StandIn.all().forEach(StandIn::forget);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void linkToAFileNeedsNoTokenAndGoesToTheMediaServiceAsItIs(String method) {
        client().method(HttpMethod.valueOf(method)).uri(uri(LINK)).exchange().expectStatus().isOk();

        assertThat(media.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.uri()).isEqualTo(LINK);
            assertThat(asked.method()).isEqualTo(method);
        });
    }

    @Test
    void whatIsAskedOfAFileIsPassedOnAndWhoAsksIsNot() {
        client().get()
                .uri(uri(LINK))
                .headers(headers -> {
                    headers.setBearerAuth(issuer.userToken("anna"));
                    headers.set("Cookie", "a=b");
                    headers.set("Range", "bytes=0-9");
                    headers.set("If-Range", "\"r\"");
                    headers.set("If-None-Match", "\"n\"");
                    headers.set("If-Modified-Since", "Thu, 01 Jan 2026 00:00:00 GMT");
                    headers.set("X-Amz-Acl", "public-read");
                })
                .exchange()
                .expectStatus()
                .isOk();

        var asked = media.asked().getFirst().headers();
        assertThat(asked.get("Range")).isEqualTo("bytes=0-9");
        assertThat(asked.get("If-Range")).isEqualTo("\"r\"");
        assertThat(asked.get("If-None-Match")).isEqualTo("\"n\"");
        assertThat(asked.get("If-Modified-Since")).isEqualTo("Thu, 01 Jan 2026 00:00:00 GMT");
        assertThat(asked.names()).doesNotContain("Authorization", "Cookie", "X-Amz-Acl");
    }

    @Test
    void t53FileKeepsWhatTheServiceSaysOfIt() {
        var headers = client().get().uri(uri(LINK)).exchange().expectStatus().isOk().returnResult(Void.class)
                .getResponseHeaders();

        assertThat(headers.get("Content-Security-Policy")).containsExactly("default-src 'none'; sandbox");
        assertThat(headers.get("Cross-Origin-Resource-Policy")).containsExactly("same-site");
        assertThat(headers.get("Cache-Control")).containsExactly("max-age=300");
        assertThat(headers.get("ETag")).containsExactly("\"tag\"");
        assertThat(headers.get("Content-Range")).containsExactly("bytes 0-9/10");
        assertThat(headers.get("Accept-Ranges")).containsExactly("bytes");
        assertThat(headers.get("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.get("X-Frame-Options")).containsExactly("DENY");
        assertThat(headers.get("Strict-Transport-Security")).isNotNull();
        assertThat(headers.headerNames()).doesNotContain("Set-Cookie", "X-Powered-By");
    }

    @Test
    void t39NothingElseFromTheMediaServiceMayBeKept() {
        for (var path : List.of("/api/v1/attachments/a1", "/api/v1/attachments/a1/link", "/api/v1/rooms/r1")) {
            var headers = client().get()
                    .uri(path)
                    .headers(request -> request.setBearerAuth(issuer.userToken("anna")))
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .returnResult(Void.class)
                    .getResponseHeaders();

            assertThat(headers.get("Cache-Control")).containsExactly("no-store");
            assertThat(headers.get("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
            assertThat(headers.get("Content-Security-Policy")).singleElement().asString()
                    .contains("img-src 'self' https://files.whispra.test ").doesNotContain("sandbox");
            assertThat(headers.headerNames()).doesNotContain("ETag", "Content-Range", "Accept-Ranges");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/files/slow/b/original", "/api/v1/files/broken/b/original"})
    void fileThatDoesNotComeIsAProblemLikeAnyOther(String path) {
        var answer = client().get().uri(path).exchange().expectStatus().isEqualTo(503);

        answer.expectHeader().valueEquals("Cache-Control", "no-store");
        answer.expectHeader().valueMatches("Content-Security-Policy", "default-src 'self'.*");
        answer.expectHeader().valueEquals("Cross-Origin-Resource-Policy", "same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE", "PATCH", "OPTIONS"})
    void t71FilesAreOnlyRead(String method) {
        assertThat(RawHttp.send(port, method + " " + LINK + " HTTP/1.1")).startsWith("HTTP/1.1 405 ");
        assertThat(media.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/files", "/api/v1/files/", "/api/v1/files/a/b", "/api/v1/files/a/b/",
            "/api/v1/files/a/b/original/", "/api/v1/files/a/b/original/x", "/api/v1/files/../b/original",
            "/api/v1/files/%2e%2e/b/original", "/api/v1/files/a/b/..", "/api/v1/files/a%2Fb/c/original",
            "/api/v1/files/a/b%00/original", "/api/v1/files/a/b/o;x=1", "/api/v1/files//b/original",
            "/api/v1/files/a/b/original%3Facl"})
    void t71NothingElseInTheStoreIsReached(String path) {
        assertThat(RawHttp.send(port, "GET " + path + "?X-Amz-Signature=s HTTP/1.1")).matches("(?s)HTTP/1.1 40[04] .*");
        assertThat(media.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://s3.example.org,'',true,storage,https://s3.example.org",
            "https://s3.example.org/x,'',false,storage,https://files.s3.example.org",
            "http://localhost:8088,https://cdn.example.org/y,true,storage,http://localhost:8088 https://cdn.example.org",
            "'','',true,storage,''", "https://s3.example.org,'',true,gateway,https://chat.example.org"})
    void pagesMayLoadFromWhereTheLinksLead(String endpoint, String cdn, boolean pathStyle, String by, String origins) {
        assertThat(String.join(" ", files(Map.of("endpoint", endpoint, "cdn-url", cdn, "path-style",
                Boolean.toString(pathStyle), "by", by, "bucket", "files", "public-url", "https://chat.example.org/x"))
                .origins())).isEqualTo(origins);
    }

    @Test
    void whatIsNoAddressIsNotTaken() {
        assertThatThrownBy(() -> files(Map.of("endpoint", "s3.example.org")).origins())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static FilesProperties files(Map<String, String> settings) {
        var map = new HashMap<String, String>();
        settings.forEach((name, value) -> map.put("f." + name, value));
        return new Binder(new MapConfigurationPropertySource(map)).bind("f", FilesProperties.class).get();
    }
}
