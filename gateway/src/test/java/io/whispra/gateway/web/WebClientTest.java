package io.whispra.gateway.web;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import io.whispra.gateway.OnGateway;
import io.whispra.gateway.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** What browsers get of the web client; the files are those of this test's resources. */
class WebClientTest extends OnGateway {

    private static final String SCRIPT = "/assets/index-6eDExat1.js";
    private static final String BROWSERS = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/signin", "/register", "/new", "/search", "/settings", "/settings/profile",
            "/settings/devices", "/rooms/01a2-b", "/rooms/01a2-b?at=7", "/rooms/01a2-b/info"})
    void everyPageIsTheSameAndAskedForEachTime(String path) {
        var page = get(path, HttpHeaders.ACCEPT, BROWSERS);

        assertThat(page.getStatus().value()).isEqualTo(200);
        assertThat(page.getResponseBody()).contains("<title>Whispra</title>");
        assertThat(page.getResponseHeaders().getContentType()).hasToString("text/html;charset=UTF-8");
        assertThat(page.getResponseHeaders().getCacheControl()).isEqualTo("no-cache");
        assertThat(page.getResponseHeaders().getETag()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            SCRIPT + " | text/javascript;charset=UTF-8 | public, max-age=31536000, immutable",
            "/assets/index-9We16piZ.css | text/css;charset=UTF-8 | public, max-age=31536000, immutable",
            "/assets/manifest.json | application/json | no-cache",
            "/index.html | text/html;charset=UTF-8 | no-cache",
            "/service-worker.js | text/javascript;charset=UTF-8 | no-cache",
            "/manifest.webmanifest | application/manifest+json | no-cache",
            "/icon.svg | image/svg+xml | no-cache"})
    void t53FilesAreTypedAndKeptForEverOnlyIfTheirNamesChangeWithTheirContent(String path, String type, String kept) {
        var file = get(path, HttpHeaders.ACCEPT, "*/*");

        assertThat(file.getStatus().value()).isEqualTo(200);
        assertThat(file.getResponseHeaders().getContentType()).hasToString(type);
        assertThat(file.getResponseHeaders().getCacheControl()).isEqualTo(kept);
        assertThat(file.getResponseHeaders().getVary()).containsExactly(HttpHeaders.ACCEPT_ENCODING);
        assertThat(file.getResponseHeaders().headerNames()).doesNotContain(HttpHeaders.LAST_MODIFIED, "Set-Cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", SCRIPT, "/service-worker.js", "/assets/index-00000000.js", "/nowhere",
            "/api/v1/rooms"})
    void t53WhateverIsThereOrNotComesUnderTheStrictPolicy(String path) {
        var headers = get(path, HttpHeaders.ACCEPT, BROWSERS).getResponseHeaders();

        assertThat(headers.getFirst("Content-Security-Policy"))
                .startsWith("default-src 'self'; script-src 'self'; style-src 'self'; ")
                .doesNotContain("unsafe");
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
        assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(headers.containsHeader("Strict-Transport-Security")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/rooms", "/rooms/", "/rooms/a/b/c", "/settings/", "/signin/", "//", "/assets/",
            "/assets/index-00000000.js", "/assets/index-6eDExat1.js.br", "/assets/index-6eDExat1.js.gz",
            "/icons/none.png",
            "/application.yaml", "/favicon.ico", "/assets/application.yaml", "/docs/index.html", "/api/v1/nowhere"})
    void whatIsNotThereIsAProblemThatNobodyKeeps(String path) {
        var answer = get(path, HttpHeaders.ACCEPT, BROWSERS);

        assertThat(answer.getStatus().value()).isEqualTo(404);
        assertThat(answer.getResponseHeaders().getContentType()).hasToString("application/problem+json");
        assertThat(answer.getResponseHeaders().getCacheControl()).isEqualTo("no-store");
        assertThat(answer.getResponseBody()).contains("\"code\":\"not-found\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/../application.yaml", "/assets/..%2fapplication.yaml",
            "/assets/%2e%2e/application.yaml",
            "/assets/%2e%2e%2findex.html", "/../../etc/passwd", "/..%5capplication.yaml",
            "/assets/..\\application.yaml",
            "/%2e/index.html", "/./index.html", "/assets/./index-6eDExat1.js", "/assets//index-6eDExat1.js",
            "//index.html",
            "/assets;a=b/index-6eDExat1.js", "/assets/index-6eDExat1.js;a=b", "/assets/index-6eDExat1%2ejs",
            "/index.html%00.js", "/META-INF/resources/index.html", "/rooms/%2e%2e", "/rooms/..",
            "/settings/%2fprofile"})
    void t53NoPathLeadsElsewhere(String path) {
        var answer = RawHttp.send(port, "GET " + path + " HTTP/1.1\r\nAccept: " + BROWSERS);

        assertThat(answer).matches("(?s)HTTP/1\\.1 4(00|04) .*").doesNotContain("<title>", "document.title", "spring:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"gzip, deflate, br, zstd | br", "gzip, deflate | gzip", "GZIP;q=0.5 | gzip",
            "br;q=0, gzip;q=1.0 | gzip", "br;q=0.000 | ''", "brotli | ''", "identity | ''", "* | ''",
            "br;q=0.001 | br"})
    void theSmallestFormThatIsTakenIsSent(String taken, String sent) {
        var answer = RawHttp.send(port, "GET " + SCRIPT + " HTTP/1.1\r\nAccept-Encoding: " + taken);

        var content = sent.isEmpty() ? "document.title = \"Whispra\";\n" : "as " + sent + "\n";
        assertThat(answer).endsWith("\r\n\r\n" + content)
                .containsIgnoringCase("\r\ncontent-length: " + content.length());
        if (sent.isEmpty()) {
            assertThat(answer).doesNotContainIgnoringCase("\r\ncontent-encoding:");
        } else {
            assertThat(answer).containsIgnoringCase("\r\ncontent-encoding: " + sent + "\r\n");
        }
    }

    @Test
    void aFileWithoutASmallerFormIsSentAsItIs() {
        var answer = get("/assets/index-9We16piZ.css", HttpHeaders.ACCEPT_ENCODING, "br, gzip");

        assertThat(answer.getResponseBody()).isEqualTo("body { margin: 0 }\n");
        assertThat(answer.getResponseHeaders().containsHeader(HttpHeaders.CONTENT_ENCODING)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rooms/01a2-b", SCRIPT, "/service-worker.js"})
    void whoHasItAlreadyIsToldSo(String path) {
        var headers = get(path, HttpHeaders.ACCEPT, BROWSERS).getResponseHeaders();
        var etag = requireNonNull(headers.getETag());

        for (var known : List.of(etag, "W/" + etag, "\"other\", " + etag)) {
            var again = get(path, HttpHeaders.ACCEPT, BROWSERS, HttpHeaders.IF_NONE_MATCH, known);
            assertThat(again.getStatus().value()).as(known).isEqualTo(304);
            assertThat(again.getResponseBody()).isNull();
            assertThat(again.getResponseHeaders().getETag()).isEqualTo(etag);
            assertThat(again.getResponseHeaders().getCacheControl()).isEqualTo(headers.getCacheControl());
            assertThat(again.getResponseHeaders().getVary()).isEqualTo(headers.getVary());
        }
        assertThat(get(path, HttpHeaders.ACCEPT, BROWSERS, HttpHeaders.IF_NONE_MATCH, "\"other\"").getStatus().value())
                .isEqualTo(200);
    }

    @Test
    void eachFormHasATagOfItsOwn() {
        var tags = Stream.of("br", "gzip", "identity")
                .map(coding -> RawHttp.send(port, "GET " + SCRIPT + " HTTP/1.1\r\nAccept-Encoding: " + coding))
                .map(answer -> answer.replaceFirst("(?is).*\r\netag: (\"[^\"]+\")\r\n.*", "$1"))
                .toList();

        assertThat(tags).doesNotHaveDuplicates().allMatch(tag -> tag.matches("\"[A-Za-z0-9_-]{22}\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", SCRIPT})
    void headTellsWhatGetWouldSend(String path) {
        var head = RawHttp.send(port, "HEAD " + path + " HTTP/1.1\r\nAccept: text/html, */*");
        var get = RawHttp.send(port, "GET " + path + " HTTP/1.1\r\nAccept: text/html, */*");

        assertThat(head).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n");
        assertThat(get).startsWith(head);
    }

    @Test
    void aPageIsForThoseWhoTakeHtml() {
        assertThat(get("/rooms/01a2-b", HttpHeaders.ACCEPT, "application/json").getStatus().value()).isEqualTo(404);
        assertThat(get("/signin", HttpHeaders.ACCEPT, "image/avif,image/*;q=0.8").getStatus().value()).isEqualTo(404);
        assertThat(get("/signin", HttpHeaders.ACCEPT, "*/*").getStatus().value()).isEqualTo(200);
        assertThat(get("/signin").getStatus().value()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void nothingIsWrittenThere(String method) {
        for (var path : List.of("/", SCRIPT)) {
            client().method(HttpMethod.valueOf(method)).uri(path).exchange().expectStatus().isEqualTo(405);
        }
    }

    @Test
    void anExpiredTokenOrACookieKeepsNobodyFromThePage() {
        var page = get("/", HttpHeaders.AUTHORIZATION, "Bearer " + issuer.forgedToken("anna"), HttpHeaders.COOKIE,
                "a=b");

        assertThat(page.getStatus().value()).isEqualTo(200);
    }

    private EntityExchangeResult<String> get(String path, String... headers) {
        var request = client().get().uri(URI.create("http://127.0.0.1:" + port + path));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        ResponseSpec answer = request.exchange();
        return answer.expectBody(String.class).returnResult();
    }
}
