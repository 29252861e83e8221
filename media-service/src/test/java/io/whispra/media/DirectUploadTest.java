package io.whispra.media;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Uploads that go straight to the store. */
class DirectUploadTest extends RunningService {
    private static final byte[] NOISE = Samples.noise(1000);

    private final String anna = newId();
    private final String ben = newId();

    @Test
    void fileIsReadyWhenItWasUploadedAndLookedAt() {
        var content = Samples.noise(LIMIT);
        var answer = announce(anna, "../Ferien.bin", null, content.length).expectStatus().isCreated();
        var begun = json(answer);
        answer.expectHeader().location("/api/v1/attachments/" + begun.get("id").asString());
        assertThat(begun.get("status").asString()).isEqualTo("pending");
        assertThat(begun.at("/upload/method").asString()).isEqualTo("PUT");
        assertThat(begun.at("/upload/headers").propertyNames()).containsExactlyInAnyOrder("Content-Type",
                "If-None-Match");
        var upload = DirectUpload.of(begun);
        assertThat(json(get(anna, upload.id()).expectStatus().isOk()).get("size").asInt()).isEqualTo(LIMIT);
        get(ben, upload.id()).expectStatus().isNotFound();
        get(anna, upload.id() + "/link").expectStatus().isNotFound();

        assertThat(upload.send(content)).isEqualTo(200);
        var file = json(complete(anna, upload.id()).expectStatus().isOk());

        assertThat(file.get("name").asString()).isEqualTo("Ferien.bin");
        assertThat(file.get("status").asString()).isEqualTo("ready");
        assertThat(file.get("size").asInt()).isEqualTo(LIMIT);
        assertThat(file.get("sha256").asString()).isEqualTo(Samples.sha256(content));
        assertThat(json(complete(anna, upload.id()).expectStatus().isOk())).isEqualTo(file);
        assertThat(content(anna, upload.id())).isEqualTo(content);
    }

    @Test
    void imageIsReadyWithItsDimensions() {
        var image = direct(anna, "a.png", "image/png", Samples.image("png", 64, 48));

        assertThat(image.get("contentType").asString()).isEqualTo("image/png");
        assertThat(image.get("width").asInt()).isEqualTo(64);
        assertThat(image.get("height").asInt()).isEqualTo(48);
    }

    @Test
    void claimedOneIsCompleteToo() {
        var id = direct(anna, "a.bin", null, NOISE).get("id").asString();
        claim(List.of(id), anna, newId(), "m").expectStatus().isOk();

        assertThat(json(complete(anna, id).expectStatus().isOk()).get("status").asString()).isEqualTo("claimed");
    }

    @Test
    void t71_linkTakesNothingButWhatItWasGivenFor() {
        var upload = begin(anna, "a.bin", null, NOISE.length);
        var other = begin(anna, "b.bin", null, NOISE.length);
        var before = storedKeys();

        assertThat(upload.send(Samples.noise(1001))).as("larger").isEqualTo(403);
        assertThat(upload.send(Samples.noise(999))).as("smaller").isEqualTo(403);
        assertThat(upload.send(new byte[0])).as("empty").isEqualTo(403);
        assertThat(upload.with("Content-Type", "text/html").send(NOISE)).as("other type").isEqualTo(403);
        assertThat(upload.without("If-None-Match").send(NOISE)).as("even if there is one").isEqualTo(403);
        assertThat(upload.with("If-None-Match", "\"x\"").send(NOISE)).as("if it is not x").isEqualTo(403);
        assertThat(upload.to(replaced(upload.url(), upload.id(), other.id())).send(NOISE)).as("other key")
                .isEqualTo(403);
        assertThat(upload.to(replaced(upload.url(), "incoming/", "attachments/")).send(NOISE)).as("other place")
                .isEqualTo(403);
        for (var method : List.of("GET", "HEAD", "DELETE")) {
            assertThat(upload.send(method, new byte[0])).as(method).isEqualTo(403);
        }
        var query = upload.url().getRawQuery();
        var root = upload.url().toString().replaceAll("/incoming/.*", "");
        assertThat(upload.to(URI.create(root + "?list-type=2&" + query)).send("GET", new byte[0])).as("list with")
                .isEqualTo(403);
        assertThat(upload.to(URI.create(root + "?list-type=2")).send("GET", new byte[0])).as("list without")
                .isEqualTo(403);
        assertThat(upload.to(URI.create(upload.url().toString().replaceAll("\\?.*", ""))).send(NOISE)).as("unsigned")
                .isEqualTo(403);
        assertThat(storedKeys()).isEqualTo(before);

        assertThat(upload.send(NOISE)).isEqualTo(200);
        assertThat(upload.send(NOISE)).as("twice").isEqualTo(412);
    }

    @Test
    void t71_whatWasVerifiedCannotBeSwapped() {
        var upload = begin(anna, "a.bin", null, NOISE.length);
        upload.send(NOISE);
        complete(anna, upload.id()).expectStatus().isOk();
        var swapped = Samples.noise(1000);
        swapped[500]++;

        assertThat(upload.send(swapped)).isEqualTo(412);
        assertThat(upload.to(replaced(upload.url(), "incoming/" + upload.id(), key(upload.id()))).send(swapped))
                .isEqualTo(403);
        // Even who could write where contents come in would not reach what was verified.
        store.putObject(put -> put.bucket(bucket).key("incoming/" + upload.id()),
                AsyncRequestBody.fromBytes(swapped)).join();
        complete(anna, upload.id()).expectStatus().isOk();

        assertThat(content(anna, upload.id())).isEqualTo(NOISE);
    }

    @Test
    void t71_onlyItsOwnerCompletesItAndNotBeforeItCame() {
        var upload = begin(anna, "a.bin", null, NOISE.length);

        assertThat(code(complete(anna, upload.id()).expectStatus().isEqualTo(409))).isEqualTo("upload-missing");
        upload.send(NOISE);
        complete(ben, upload.id()).expectStatus().isNotFound();
        complete(anna, newId()).expectStatus().isNotFound();
        complete(anna, "a.b").expectStatus().isNotFound();
        complete(anna, upload.id()).expectStatus().isOk();
        complete(ben, upload.id()).expectStatus().isNotFound();
    }

    @ParameterizedTest
    @MethodSource
    void t70_contentThatIsNotAcceptedIsRejectedForGood(String name, String type, byte[] content, int status,
            String code) {
        var upload = begin(anna, name, type, content.length);
        assertThat(upload.send(content)).isEqualTo(200);

        var refusal = json(complete(anna, upload.id()).expectStatus().isEqualTo(status));

        assertThat(refusal.get("code").asString()).isEqualTo(code);
        var again = json(complete(anna, upload.id()).expectStatus().isEqualTo(status));
        assertThat(again.get("detail")).isEqualTo(refusal.get("detail"));
        assertThat(again.get("errors")).isEqualTo(refusal.get("errors"));
        var rejected = json(get(anna, upload.id()).expectStatus().isOk());
        assertThat(rejected.get("status").asString()).isEqualTo("rejected");
        assertThat(rejected.get("reason").asString()).isEqualTo(code);
        get(ben, upload.id()).expectStatus().isNotFound();
        get(anna, upload.id() + "/link").expectStatus().isNotFound();
        claim(List.of(upload.id()), anna, newId(), "m").expectStatus().isEqualTo(422);
        assertThat(storedKeys()).noneMatch(key -> key.startsWith("attachments/" + upload.id()));
    }

    static Stream<Arguments> t70_contentThatIsNotAcceptedIsRejectedForGood() {
        return Stream.of(
                arguments("a.png", "image/png", Samples.text("<html><script>1</script></html>"), 415,
                        "content-mismatch"),
                arguments("a.bin", "video/mp4", NOISE, 415, "content-mismatch"),
                arguments("a.png", "image/png", Samples.pngClaiming(65_535, 65_535), 422, "invalid"));
    }

    @ParameterizedTest
    @MethodSource
    void announcementThatIsNotAcceptableIsRefused(String body, int status, String code) {
        var problem = json(
                as(anna).post().uri("/api/v1/attachments").contentType(MediaType.APPLICATION_JSON).bodyValue(body)
                        .exchange().expectStatus().isEqualTo(status));

        assertThat(problem.get("code").asString()).isEqualTo(code);
    }

    static Stream<Arguments> announcementThatIsNotAcceptableIsRefused() {
        return Stream.of(arguments("{}", 422, "invalid"),
                arguments("{\"name\":\"a\"}", 422, "invalid"),
                arguments("{\"name\":\"a\",\"size\":0}", 422, "invalid"),
                arguments("{\"name\":\"a\",\"size\":-1}", 422, "invalid"),
                arguments("{\"name\":\"\",\"size\":1}", 422, "invalid"),
                arguments("{\"name\":\"a\",\"size\":\"1\"}", 400, "malformed"),
                arguments("{\"name\":\"a\",\"size\":1.5}", 400, "malformed"),
                arguments("{\"name\":\"a\",\"size\":1e30}", 400, "malformed"),
                arguments("{\"name\":1,\"size\":1}", 400, "malformed"),
                arguments("{\"name\":\"a\",\"size\":1,\"contentType\":\"text/html\\r\\nX: y\"}", 422, "invalid"),
                arguments("{\"name\":\"a\",\"size\":1,\"contentType\":\"*/*\"}", 422, "invalid"),
                arguments("{\"name\":\"a\",\"size\":1,\"contentType\":\"nonsense\"}", 422, "invalid"),
                arguments("{\"name\":\"a\",\"size\":" + (LIMIT + 1) + "}", 413, "too-large"),
                arguments("{\"name\":\"a.html\",\"size\":1,\"contentType\":\"image/png\"}", 415, "content-mismatch"),
                arguments("{\"name\":\"" + "a".repeat(20_000) + "\",\"size\":1}", 413, "too-large"),
                arguments("nonsense", 400, "malformed"));
    }

    @Test
    void f12_manyCompletesAtOnceTakeItInOnce() {
        for (int many : new int[]{2, 20}) {
            var upload = begin(anna, "a.bin", null, NOISE.length);
            upload.send(NOISE);

            var answers = IntStream.range(0, many).parallel()
                    .mapToObj(_ -> complete(anna, upload.id()).returnResult(byte[].class).getStatus().value()).toList();

            assertThat(answers).isSubsetOf(200, 429).contains(200);
            complete(anna, upload.id()).expectStatus().isOk();
            assertThat(content(anna, upload.id())).isEqualTo(NOISE);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(storedKeys())
                    .filteredOn(key -> key.startsWith("attachments/" + upload.id())).containsExactly(key(upload.id())));
        }
    }

    @Test
    void ownerDeletesWhatNoMessageHas() {
        var pending = begin(anna, "a.bin", null, NOISE.length);
        var rejected = begin(anna, "a.png", "image/png", NOISE.length);
        rejected.send(NOISE);
        complete(anna, rejected.id()).expectStatus().isEqualTo(415);
        var ready = direct(anna, "a.bin", null, NOISE).get("id").asString();

        for (var id : List.of(pending.id(), rejected.id(), ready)) {
            delete(ben, id).expectStatus().isNotFound();
            get(anna, id).expectStatus().isOk();
            delete(anna, id).expectStatus().isNoContent();
            get(anna, id).expectStatus().isNotFound();
            complete(anna, id).expectStatus().isNotFound();
            delete(anna, id).expectStatus().isNotFound();
            assertThat(storedKeys()).noneMatch(key -> key.contains(id));
        }
    }

    @Test
    void whatAMessageHasIsNotDeleted() {
        var id = newImage(anna);
        claim(List.of(id), anna, newId(), "m").expectStatus().isOk();

        assertThat(code(delete(anna, id).expectStatus().isEqualTo(409))).isEqualTo("attachment-in-use");

        assertThat(storedKeys()).contains(key(id));
    }

    private JsonNode direct(String userId, String name, @Nullable String type, byte[] content) {
        var upload = begin(userId, name, type, content.length);
        assertThat(upload.send(content)).isEqualTo(200);
        return json(complete(userId, upload.id()).expectStatus().isOk());
    }

    private static URI replaced(URI url, String what, String with) {
        return URI.create(url.toString().replace(what, with));
    }
}
