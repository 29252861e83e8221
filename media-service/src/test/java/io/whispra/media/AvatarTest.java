package io.whispra.media;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

@TestPropertySource(properties = {"whispra.upload.sweep-interval=200ms", "whispra.claim.max-avatar-size=1KB"})
class AvatarTest extends RunningService {
    private final String anna = newId();

    @Test
    void everybodySeesAPictureAndItsOwnerAloneBeforeItIsOne() {
        var id = newImage(anna);
        get(newId(), id).expectStatus().isNotFound();

        assertThat(json(avatar(id, anna).expectStatus().isOk()).at("/attachments/0/id").asString()).isEqualTo(id);

        get(newId(), id).expectStatus().isOk();
        get(newId(), id + "/content").expectStatus().isFound();
        http().get().uri("/api/v1/attachments/" + id).exchange().expectStatus().isUnauthorized();
    }

    @Test
    void aRepeatSucceedsAgain() {
        var id = newImage(anna);

        var first = json(avatar(id, anna).expectStatus().isOk());

        assertThat(json(avatar(id, anna).expectStatus().isOk())).isEqualTo(first);
    }

    @Test
    void onlyAnOwnSmallImageThatIsInNoMessageBecomesAPicture() {
        var file = uploaded(anna, "x.txt", "text/plain", Samples.text("x")).get("id").asString();
        var large = uploaded(anna, "l.png", "image/png", Samples.image("png", 800, 800)).get("id").asString();
        var sent = newImage(anna);
        claim(List.of(sent), anna, newId(), "m").expectStatus().isOk();

        for (var id : List.of(file, large, sent, newImage(newId()), newId())) {
            var problem = json(avatar(id, anna).expectStatus().isEqualTo(422));
            assertThat(problem.get("code").asString()).isEqualTo("attachment-not-usable");
        }
        get(newId(), sent).expectStatus().isNotFound();
        get(newId(), file).expectStatus().isNotFound();
    }

    @Test
    void aPictureIsInNoMessage() {
        var id = newImage(anna);
        avatar(id, anna).expectStatus().isOk();

        claim(List.of(id), anna, newId(), "avatar").expectStatus().isEqualTo(422);
    }

    @Test
    void aPictureThatIsNoMoreIsRemoved() {
        var id = newImage(anna);
        avatar(id, anna).expectStatus().isOk();

        release(List.of(id, newId()), anna).expectStatus().isNoContent();

        get(anna, id).expectStatus().isNotFound();
        await().atMost(PATIENCE).untilAsserted(
                () -> assertThat(storedKeys()).noneMatch(key -> key.contains(id)));
        release(List.of(id), anna).expectStatus().isNoContent();
        avatar(id, anna).expectStatus().isEqualTo(422);
    }

    @Test
    void onlyTheOwnersPicturesAreReleased() {
        var picture = newImage(anna);
        avatar(picture, anna).expectStatus().isOk();
        var unclaimed = newImage(anna);
        var sent = newImage(anna);
        var room = newId();
        claim(List.of(sent), anna, room, "avatar").expectStatus().isOk();
        rooms.add(room, anna);

        release(List.of(picture), newId()).expectStatus().isNoContent();
        release(List.of(unclaimed, sent), anna).expectStatus().isNoContent();

        for (var id : List.of(picture, unclaimed, sent)) {
            get(anna, id).expectStatus().isOk();
        }
    }

    @ParameterizedTest
    @MethodSource
    void t66_whatIsNotAPictureOrNotAMessageIsRefused(Map<String, Object> body, String pointer) {
        var problem = json(post("claim", body).expectStatus().isEqualTo(422));
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    static Stream<Arguments> t66_whatIsNotAPictureOrNotAMessageIsRefused() {
        return Stream.of(
                arguments(Map.of("ids", List.of("a", "b"), "ownerId", "o", "avatar", true), "/ids"),
                arguments(Map.of("ids", List.of("a"), "ownerId", "o", "avatar", true, "roomId", "r"), "/roomId"),
                arguments(Map.of("ids", List.of("a"), "ownerId", "o", "avatar", true, "messageId", "m"), "/messageId"),
                arguments(Map.of("ids", List.of("a"), "ownerId", "o", "avatar", false), "/roomId"),
                arguments(Map.of("ids", List.of("a"), "ownerId", "o", "roomId", "r"), "/messageId"));
    }

    @Test
    void t66_aReleaseIsCheckedToo() {
        post("release", Map.of("ids", List.of("../x"), "ownerId", "o")).expectStatus().isEqualTo(422);
        post("release", Map.of("ids", List.of(), "ownerId", "o")).expectStatus().isEqualTo(422);
        post("release", Map.of("ids", List.of("a"), "ownerId", Map.of("$ne", ""))).expectStatus().isBadRequest();
        post("claim", Map.of("ids", List.of("a"), "ownerId", "o", "avatar", "yes")).expectStatus().isBadRequest();
        as(anna).post().uri("/internal/v1/attachments/release")
                .bodyValue(Map.of("ids", List.of("a"), "ownerId", anna))
                .exchange().expectStatus().isForbidden();
    }

    private ResponseSpec avatar(String id, String ownerId) {
        return post("claim", Map.of("ids", List.of(id), "ownerId", ownerId, "avatar", true));
    }

    private ResponseSpec release(List<String> ids, String ownerId) {
        return post("release", Map.of("ids", ids, "ownerId", ownerId));
    }

    private ResponseSpec post(String what, Map<String, Object> body) {
        return http().post()
                .uri("/internal/v1/attachments/" + what)
                .headers(headers -> headers.setBearerAuth(issuer.serviceToken("auth-service", "attachments:claim")))
                .bodyValue(body)
                .exchange();
    }
}
