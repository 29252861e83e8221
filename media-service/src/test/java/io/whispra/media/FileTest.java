package io.whispra.media;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

/** Files that come through this service, from a store that checks its signatures. */
@TestPropertySource(properties = {"whispra.link.by=gateway", "whispra.link.public-url=https://chat.example.org/"})
class FileTest extends RunningService {
    private static final String GATEWAY = "https://chat.example.org/api/v1/files/";

    private final String anna = newId();

    @Autowired
    MeterRegistry meters;

    @Test
    void whereBrowsersCannotReachTheStoreNothingIsUploadedThere() {
        var answer = as(anna).post().uri("/api/v1/attachments")
                .bodyValue(Map.of("name", "a.png", "contentType", "image/png", "size", 1))
                .exchange();
        answer.expectStatus().isEqualTo(409);
        assertThat(json(answer).get("code").asString()).isEqualTo("direct-upload-off");
    }

    @Test
    void linkLeadsThroughTheGatewayToTheSameBytes() {
        var png = Samples.image("png", 20, 10);
        var delivered = meters.counter("whispra.media.bytes", "direction", "out").count();
        var link = link(uploaded(anna, "Über.png", "image/png", png).get("id").asString());
        assertThat(link).startsWith(GATEWAY).doesNotContain("127.0.0.1");

        var answer = ask(HttpMethod.GET, link).expectStatus().isOk();

        answer.expectHeader().contentType("image/png");
        answer.expectHeader().valueEquals(HttpHeaders.CONTENT_DISPOSITION,
                "inline; filename=\"Uber.png\"; filename*=UTF-8''%C3%9Cber.png");
        answer.expectHeader().valueEquals(HttpHeaders.CACHE_CONTROL, "private, max-age=300");
        answer.expectHeader().valueEquals(HttpHeaders.ACCEPT_RANGES, "bytes");
        assertThat(answer.expectBody().returnResult().getResponseBody()).isEqualTo(png);
        assertThat(meters.counter("whispra.media.bytes", "direction", "out").count()).isEqualTo(delivered + png.length);
    }

    @ParameterizedTest
    @CsvSource({"x.png, image/png, true, true", "x.html, text/html, true, false",
            "x.pdf, application/pdf, false, true"})
    void t53_t70_deliveredFilesRunNothing(String name, String type, boolean sandboxed, boolean displayed) {
        var content = switch (type) {
            case "image/png" -> Samples.image("png", 2, 2);
            case "application/pdf" -> Samples.text("%PDF-1.7\n%%EOF");
            default -> Samples.text("<script>alert(1)</script>");
        };
        var answer = ask(HttpMethod.GET, link(uploaded(anna, name, type, content).get("id").asString()))
                .expectStatus().isOk();

        var headers = answer.returnResult(Void.class).getResponseHeaders();
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.getFirst("Cross-Origin-Resource-Policy")).isEqualTo("same-site");
        var policy = Objects.requireNonNull(headers.getFirst("Content-Security-Policy"));
        assertThat(policy).startsWith("default-src 'none'").doesNotContain("script-src");
        assertThat(policy.contains("sandbox")).isEqualTo(sandboxed);
        assertThat(headers.getFirst(HttpHeaders.CONTENT_DISPOSITION)).startsWith(displayed ? "inline" : "attachment");
        assertThat(headers.headerNames()).noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("x-amz"));
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-9, 0, 10", "bytes=100-, 100, 1000", "bytes=-1, 999, 1000", "bytes=990-5000, 990, 1000"})
    void partOfAFileIsDelivered(String range, int from, int to) {
        var content = Samples.noise(1000);
        var link = link(uploaded(anna, "x.bin", "", content).get("id").asString());

        var answer = ask(HttpMethod.GET, link, HttpHeaders.RANGE, range).expectStatus().isEqualTo(206);

        answer.expectHeader().valueEquals(HttpHeaders.CONTENT_RANGE, "bytes " + from + "-" + (to - 1) + "/1000");
        answer.expectHeader().contentLength(to - from);
        assertThat(answer.expectBody().returnResult().getResponseBody())
                .isEqualTo(Arrays.copyOfRange(content, from, to));
    }

    @Test
    void partThatIsNotThereIsAProblem() {
        var link = link(uploaded(anna, "x.bin", "", Samples.noise(1000)).get("id").asString());

        var answer = ask(HttpMethod.GET, link, HttpHeaders.RANGE, "bytes=1000-").expectStatus().isEqualTo(416);

        answer.expectHeader().contentType("application/problem+json");
        answer.expectHeader().valueMatches(HttpHeaders.CACHE_CONTROL, ".*no-store.*");
        answer.expectHeader().doesNotExist(HttpHeaders.ETAG);
        assertThat(json(answer).get("code").asString()).isEqualTo("range-not-satisfiable");
    }

    @Test
    void fileThatTheBrowserHasIsNotSentAgain() {
        var link = link(newImage(anna));
        var first = ask(HttpMethod.GET, link).expectStatus().isOk().returnResult(Void.class).getResponseHeaders();
        var tag = Objects.requireNonNull(first.getETag());
        // The embedded store compares fractions of a second that it does not tell.
        var modified = new HttpHeaders();
        modified.setIfModifiedSince(first.getLastModified() + 1000);
        var since = Objects.requireNonNull(modified.getFirst(HttpHeaders.IF_MODIFIED_SINCE));

        for (var method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
            ask(method, link, HttpHeaders.IF_NONE_MATCH, tag).expectStatus().isNotModified().expectBody().isEmpty();
            ask(method, link, HttpHeaders.IF_MODIFIED_SINCE, since).expectStatus().isNotModified();
            ask(method, link, HttpHeaders.IF_NONE_MATCH, "\"another\"").expectStatus().isOk();
        }
    }

    @Test
    void headTellsWhatGetWould() {
        var content = Samples.noise(3_000_000);
        var link = link(uploaded(anna, "x.bin", "", content).get("id").asString());

        for (var range : List.of("", "bytes=5-9")) {
            var answer = ask(HttpMethod.HEAD, link, HttpHeaders.RANGE, range).expectStatus().isOk();
            answer.expectHeader().contentLength(content.length);
            answer.expectHeader().doesNotExist(HttpHeaders.CONTENT_RANGE);
            answer.expectHeader().exists(HttpHeaders.ETAG);
            answer.expectHeader().valueMatches(HttpHeaders.CONTENT_DISPOSITION, "attachment; .*");
            answer.expectBody().isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Amz-Signature=.,X-Amz-Signature=g", "response-content-type=[^&]*,response-content-type=text%2Fhtml",
            "response-content-disposition=attachment,response-content-disposition=inline",
            "X-Amz-Expires=300,X-Amz-Expires=3000", "X-Amz-Date=20,X-Amz-Date=19", "$,&uploads", "$,&acl", "$,&acl=",
            "$,&partNumber=1", "$,&X-Amz-Expires=300", "$,&response-expires=0", "&X-Amz-Signature=.*,''", "\\?.*,''",
            "\\?.*,?uploads", "\\?.*,?acl", "\\?.*,?list-type=2", "SignedHeaders=host,SignedHeaders=host%3Brange",
            "X-Amz-Date=[^&]*,X-Amz-Date=yesterday", "X-Amz-Expires=300,X-Amz-Expires=99999999999"})
    void t71_tamperedLinkIsRefused(String what, String replacement) {
        var link = link(uploaded(anna, "x.bin", "", Samples.noise(10)).get("id").asString());
        ask(HttpMethod.GET, link).expectStatus().isOk();

        var tampered = link.replaceFirst(what, replacement);

        assertThat(tampered).isNotEqualTo(link);
        assertThat(json(ask(HttpMethod.GET, tampered).expectStatus().isForbidden()).get("code").asString())
                .isEqualTo("link-expired");
    }

    @Test
    void t71_linkServesOneObject() {
        var link = link(newImage(anna));
        var other = link(newImage(anna));
        var query = link.substring(link.indexOf('?'));

        ask(HttpMethod.GET, other.substring(0, other.indexOf('?')) + query).expectStatus().isForbidden();
        ask(HttpMethod.GET, GATEWAY + newId() + "/" + newId() + "/original" + query).expectStatus().isForbidden();
        ask(HttpMethod.GET, link.replace("/original?", "/large?")).expectStatus().isForbidden();
    }

    @Test
    void t71_fileThatIsGoneIsNotFound() {
        var id = newImage(anna);
        var link = link(id);
        storedKeys().stream().filter(key -> key.contains(id))
                .forEach(key -> store.deleteObject(delete -> delete.bucket(bucket).key(key)).join());

        assertThat(json(ask(HttpMethod.GET, link).expectStatus().isNotFound()).get("code").asString())
                .isEqualTo("attachment-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void t71_linkPermitsReadingOnly(String method) {
        ask(HttpMethod.valueOf(method), link(newImage(anna))).expectStatus().isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b/original/../../../other", "a/b/%2e%2e", "a/..%2f..%2fother/original",
            "%2e%2e/b/original",
            "a/b/", "a/b", "a/b/original/", "a/b/original/more", "a/b/huge", "a/b/ORIGINAL", "a/b.c/original",
            "a//original", "a/b/original;x", "a%00/b/original", "a/b%5c/original", "../../incoming/a/original"})
    void t71_nothingElseInTheStoreIsReached(String path) {
        var query = link(newImage(anna)).replaceFirst("[^?]*", "");

        ask(HttpMethod.GET, GATEWAY + path + query).expectStatus()
                .value(status -> assertThat(status).isIn(400, 401, 404));
    }

    @Test
    void linkTellsWhenItEnds() {
        var answer = json(get(anna, newImage(anna) + "/link").expectStatus().isOk());

        assertThat(answer.propertyNames()).containsExactlyInAnyOrder("url", "expiresAt");
    }

    private String link(String id) {
        return json(get(anna, id + "/link").expectStatus().isOk()).get("url").asString();
    }

    /** As the gateway does, without a token. */
    private ResponseSpec ask(HttpMethod method, String link, String... header) {
        return http().method(method)
                .uri(URI.create(link.replace("https://chat.example.org", "http://127.0.0.1:" + port)))
                .headers(headers -> {
                    if (header.length == 2 && !header[1].isEmpty()) {
                        headers.set(header[0], header[1]);
                    }
                })
                .exchange();
    }
}
