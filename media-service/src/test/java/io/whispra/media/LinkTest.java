package io.whispra.media;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class LinkTest extends RunningService {
    private final String anna = newId();
    private final String ben = newId();
    private final String room = newId();

    @AfterEach
    void roomsAnswer() {
        rooms.failWith(0);
    }

    @Test
    void memberOfTheRoomGetsTheSameBytesThroughTheLink() {
        var png = Samples.image("png", 20, 10);
        var id = claimed(uploaded(anna, "Über \"uns\".png", "image/png", png));
        rooms.add(room, ben);

        var link = json(get(ben, id + "/link").expectStatus().isOk());
        var answer = follow(URI.create(link.get("url").asString())).expectStatus().isOk();

        answer.expectHeader().contentType("image/png");
        answer.expectHeader().valueMatches(HttpHeaders.CONTENT_DISPOSITION,
                "inline; filename=.*filename\\*=UTF-8''%C3%9Cber%20%22uns%22\\.png");
        answer.expectHeader().valueEquals(HttpHeaders.CACHE_CONTROL, "private, max-age=300");
        assertThat(answer.expectBody().returnResult().getResponseBody()).isEqualTo(png);
        assertThat(link.get("expiresAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(Instant.parse(link.get("expiresAt").asString())).isBetween(Instant.now().plusSeconds(178),
                Instant.now().plusSeconds(301));
    }

    @Test
    void contentOfSeveralPartsComesBackWhole() {
        var content = Samples.noise(LIMIT);
        var id = uploaded(anna, "x.bin", "", content).get("id").asString();

        assertThat(follow(link(anna, id)).expectBody().returnResult().getResponseBody()).isEqualTo(content);
    }

    @Test
    void contentLeadsToSuchALink() {
        var id = newImage(anna);

        var answer = get(anna, id + "/content").expectStatus().isFound();

        answer.expectHeader().valueMatches(HttpHeaders.CACHE_CONTROL, ".*no-store.*");
        var url = answer.returnResult(Void.class).getResponseHeaders().getLocation();
        follow(Objects.requireNonNull(url)).expectStatus().isOk();
    }

    @ParameterizedTest
    @CsvSource({"text/html, <script>alert(1)</script>, x.html",
            "image/svg+xml, <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>, x.svg",
            "'', <html><script>alert(1)</script></html>, x.png.html"})
    void t70_whatBrowsersWouldRunIsOnlySaved(String type, String content, String name) {
        var id = uploaded(anna, name, type, Samples.text(content)).get("id").asString();

        var answer = follow(link(anna, id)).expectStatus().isOk();

        answer.expectHeader().contentType("application/octet-stream");
        answer.expectHeader().valueMatches(HttpHeaders.CONTENT_DISPOSITION, "attachment; .*");
    }

    @Test
    void t70_nameNeverBecomesAHeader() {
        var body = new Multipart().part("name=\"file\"; filename*=UTF-8''%22%0D%0ASet-Cookie%3A%20a%3Db", "",
                Samples.noise(3)).end();
        var id = json(upload(anna, body)).get("id").asString();

        var answer = follow(link(anna, id)).expectStatus().isOk();

        answer.expectHeader().doesNotExist(HttpHeaders.SET_COOKIE);
        answer.expectHeader().valueMatches(HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"_Set-Cookie: a=b\"; filename\\*=UTF-8''%22Set-Cookie%3A%20a%3Db");
    }

    @Test
    void t29_hiddenAttachmentLooksLikeAnUnknownOne() {
        var unclaimed = newImage(anna);
        var claimed = claimed(uploaded(anna, "a.png", "image/png", Samples.image("png", 1, 1)));

        for (var path : List.of("", "/link", "/content")) {
            var unknown = problem(get(ben, newId() + path));
            assertThat(unknown).isEqualTo(problem(get(ben, unclaimed + path)));
            assertThat(unknown).isEqualTo(problem(get(ben, claimed + path)));
            assertThat(unknown).contains("404", "attachment-not-found");
        }
    }

    @Test
    void t71_removedMemberGetsNoNewLink() {
        var id = claimed(uploaded(anna, "a.png", "image/png", Samples.image("png", 1, 1)));
        rooms.add(room, ben);
        get(ben, id + "/link").expectStatus().isOk();

        rooms.remove(room, ben);

        get(ben, id + "/link").expectStatus().isNotFound();
        get(ben, id).expectStatus().isNotFound();
    }

    @Test
    void ownerWhoLeftTheRoomGetsNoNewLinkEither() {
        var id = claimed(uploaded(anna, "a.png", "image/png", Samples.image("png", 1, 1)));

        get(anna, id + "/link").expectStatus().isNotFound();
    }

    @ParameterizedTest
    @MethodSource
    void t71_tamperedLinkIsRefusedByTheStore(String what, String replaced) {
        var first = link(anna, uploaded(anna, "x.html", "", Samples.text("<html>")).get("id").asString());
        follow(first).expectStatus().isOk();

        var tampered = first.toString().replaceFirst(what, replaced);

        assertThat(tampered).isNotEqualTo(first.toString());
        follow(URI.create(tampered)).expectStatus().isForbidden();
    }

    static Stream<Arguments> t71_tamperedLinkIsRefusedByTheStore() {
        return Stream.of(arguments("response-content-type=[^&]*",
                "response-content-type=text%2Fhtml"),
                arguments("response-content-disposition=[^&]*",
                        "response-content-disposition=inline"),
                arguments("attachments/[^?]*", "attachments/other"),
                arguments("attachments/[^?]*", ""),
                arguments("X-Amz-Expires=300", "X-Amz-Expires=3000"),
                arguments("X-Amz-Signature=.", "X-Amz-Signature=g"));
    }

    @Test
    void t71_storeShowsNothingWithoutALink() {
        var url = link(anna, newImage(anna)).toString();

        follow(URI.create(url.substring(0, url.indexOf('?')))).expectStatus().isForbidden();
    }

    /** Asked for again when a step of the clock ends between two of them. */
    @Test
    void linksThatAreAskedForShortlyAfterEachOtherAreEqual() {
        var id = newImage(anna);

        assertThat(Stream.generate(() -> link(anna, id).equals(link(anna, id))).limit(2)).contains(true);
        assertThat(link(anna, id)).isNotEqualTo(link(anna, newImage(anna)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"huge", "SMALL", "small ", "0", "small&variant=large"})
    void formThatThereIsNotIsMalformed(String variant) {
        for (var what : List.of("/link", "/content")) {
            var answer = as(anna).get()
                    .uri(URI.create("http://127.0.0.1:" + port + "/api/v1/attachments/" + newImage(anna) + what
                            + "?variant=" + variant.replace(" ", "%20")))
                    .exchange();
            assertThat(json(answer.expectStatus().isBadRequest()).get("code").asString()).isEqualTo("malformed");
        }
    }

    @Test
    void formThatWasNotMadeIsTheNextLargerOne() {
        var id = newImage(anna);

        for (var variant : List.of("", "?variant=original", "?variant=small", "?variant=large")) {
            var url = json(get(anna, id + "/link" + variant).expectStatus().isOk()).get("url").asString();
            assertThat(url).contains("/original?");
        }
    }

    @ParameterizedTest
    @CsvSource({"small, small, image/webp, a.webp", "large, large, image/jpeg, a.jpg",
            "original, original, image/png, a.png"})
    void madeFormsHaveLinksOfTheirOwn(String variant, String object, String type, String name) {
        var id = newImage(anna);
        documents.getCollection("attachments").flatMap(all -> Mono.from(all.updateOne(new Document("_id", id),
                new Document("$set", new Document("picture", new Document()
                        .append("small", new Document("width", 1).append("height", 1).append("size", 1L)
                                .append("contentType", "image/webp"))
                        .append("large", new Document("width", 2).append("height", 2).append("size", 2L)
                                .append("contentType", "image/jpeg")))))))
                .block();

        var url = json(get(anna, id + "/link?variant=" + variant).expectStatus().isOk()).get("url").asString();

        assertThat(url).contains("/" + object + "?", "response-content-type=" + type.replace("/", "%2F"),
                "filename%3D%22" + name + "%22");
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "401", "403", "400"})
    void membershipThatCannotBeFoundOutIsUnavailable(int failure) {
        var id = claimed(uploaded(anna, "a.png", "image/png", Samples.image("png", 1, 1)));
        rooms.add(room, ben);
        rooms.failWith(failure);

        var answer = get(ben, id + "/link").expectStatus().isEqualTo(503);

        answer.expectHeader().exists(HttpHeaders.RETRY_AFTER);
        assertThat(json(answer).get("code").asString()).isEqualTo("unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.y", "a b", "{\"$ne\":null}"})
    void t66_whatIsNoIdIsNotFound(String id) {
        as(anna).get().uri("/api/v1/attachments/{id}/link", id).exchange().expectStatus().isNotFound();
        as(anna).get().uri("/api/v1/attachments/{id}/link", "a".repeat(65)).exchange().expectStatus().isNotFound();
    }

    @Test
    void addressThatHidesSomethingIsMalformed() {
        for (var path : List.of("%00", "%252e%252e", "a;x=1", "a%2Fb", "..%5c")) {
            var answer = as(anna).get().uri(URI.create("http://127.0.0.1:" + port + "/api/v1/attachments/" + path))
                    .exchange();
            assertThat(json(answer.expectStatus().isBadRequest()).get("code").asString()).isEqualTo("malformed");
        }
    }

    private String claimed(JsonNode uploaded) {
        var id = uploaded.get("id").asString();
        claim(List.of(id), anna, room, room + ":" + anna + ":" + newId()).expectStatus().isOk();
        return id;
    }

    private URI link(String userId, String id) {
        return URI.create(json(get(userId, id + "/link").expectStatus().isOk()).get("url").asString());
    }

    private static String problem(ResponseSpec answer) {
        return json(answer.expectStatus().isNotFound()).toString().replaceFirst("\"traceId\":\"[^\"]*\"", "");
    }
}
