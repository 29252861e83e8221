package io.whispra.media;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ClaimTest extends RunningService {
    private final String anna = newId();
    private final String room = newId();

    @Test
    void claimAnswersInTheOrderOfTheRequest() {
        var image = newImage(anna);
        var file = uploaded(anna, "x.txt", "text/plain", Samples.text("x")).get("id").asString();

        var claimed = json(claim(List.of(file, image), anna, room, message()).expectStatus().isOk()).get("attachments");

        assertThat(claimed.size()).isEqualTo(2);
        assertThat(claimed.get(0).toString()).isEqualTo("""
                {"id":"%s","name":"x.txt","contentType":"application/octet-stream","size":1}""".formatted(file));
        assertThat(claimed.get(1).get("id").asString()).isEqualTo(image);
        assertThat(claimed.get(1).get("width").asInt()).isEqualTo(2);
        assertThat(claimed.get(1).get("height").asInt()).isEqualTo(1);
        rooms.add(room, anna);
        assertThat(json(get(anna, file)).get("status").asString()).isEqualTo("claimed");
    }

    @Test
    void t68_claimOfTheSameMessageSucceedsAgain() {
        var ids = List.of(newImage(anna), newImage(anna));
        var message = message();

        var first = json(claim(ids, anna, room, message).expectStatus().isOk());

        assertThat(json(claim(ids, anna, room, message).expectStatus().isOk())).isEqualTo(first);
    }

    @Test
    void attachmentOfAnotherMessageIsNotUsable() {
        var id = newImage(anna);
        var message = message();
        claim(List.of(id), anna, room, message).expectStatus().isOk();

        assertNotUsable(claim(List.of(id), anna, room, message()), 0);
        assertNotUsable(claim(List.of(id), anna, newId(), message), 0);
    }

    @Test
    void attachmentOfSomebodyElseIsNotUsable() {
        var id = newImage(anna);

        assertNotUsable(claim(List.of(id), newId(), room, message()), 0);
        assertNotUsable(claim(List.of(newId()), anna, room, message()), 0);
        assertThat(json(get(anna, id)).get("status").asString()).isEqualTo("ready");
    }

    @Test
    void failedClaimTakesNothing() {
        var mine = newImage(anna);
        var message = message();

        assertNotUsable(claim(List.of(mine, newImage(newId())), anna, room, message), 1);

        assertThat(json(get(anna, mine)).get("status").asString()).isEqualTo("ready");
        claim(List.of(mine), anna, room, message()).expectStatus().isOk();
    }

    @Test
    void failedRepeatKeepsWhatTheMessageHad() {
        var mine = newImage(anna);
        var message = message();
        claim(List.of(mine), anna, room, message).expectStatus().isOk();

        assertNotUsable(claim(List.of(mine, newId()), anna, room, message), 1);

        assertNotUsable(claim(List.of(mine), anna, room, message()), 0);
    }

    @Test
    void oneOfManyMessagesGetsTheAttachment() {
        var id = newImage(anna);

        var statuses = Flux.range(0, 20)
                .flatMap(_ -> Mono.fromCallable(() -> claim(List.of(id), anna, room, message()).returnResult(Void.class)
                        .getStatus().value()).subscribeOn(Schedulers.boundedElastic()), 20)
                .collectList()
                .block();

        assertThat(statuses).hasSize(20).containsOnly(200, 422).containsOnlyOnce(200);
    }

    @Test
    void tenAreTheMost() {
        var ids = IntStream.range(0, 11).mapToObj(_ -> newImage(anna)).toList();

        claim(ids, anna, room, message()).expectStatus().isEqualTo(422);
        claim(ids.subList(0, 10), anna, room, message()).expectStatus().isOk();
    }

    @ParameterizedTest
    @MethodSource
    void t66_unacceptableFieldIsNamed(Map<String, Object> wrong, String pointer) {
        var body = new HashMap<String, Object>(
                Map.of("ids", List.of("a"), "ownerId", "a", "roomId", "a", "messageId", "m"));
        body.putAll(wrong);

        var problem = json(post(body).expectStatus().isEqualTo(422));

        assertThat(problem.get("code").asString()).isEqualTo("invalid");
        assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo(pointer);
    }

    static Stream<Arguments> t66_unacceptableFieldIsNamed() {
        return Stream.of(arguments(Map.of("ids", List.of()), "/ids"),
                arguments(Map.of("ids", List.of("a", "a")), "/ids"),
                arguments(Map.of("ids", List.of("a", "../b")), "/ids/1"),
                arguments(Map.of("ids", List.of("a".repeat(65))), "/ids/0"),
                arguments(Map.of("ownerId", "$ne"), "/ownerId"),
                arguments(Map.of("roomId", ""), "/roomId"),
                arguments(Map.of("messageId", "m".repeat(321)), "/messageId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null",
            "{\"ids\":[{\"$ne\":null}],\"ownerId\":\"a\",\"roomId\":\"a\",\"messageId\":\"m\"}",
            "{\"ids\":[\"a\"],\"ownerId\":{\"$gt\":\"\"},\"roomId\":\"a\",\"messageId\":\"m\"}",
            "{\"ids\":[\"a\"],\"ownerId\":1,\"roomId\":\"a\",\"messageId\":\"m\"}",
            "{\"ids\":\"a\",\"ownerId\":\"a\",\"roomId\":\"a\",\"messageId\":\"m\"}"})
    void t66_wrongJsonIsMalformed(String body) {
        assertThat(json(post(body).expectStatus().isBadRequest()).get("code").asString()).isEqualTo("malformed");
    }

    @Test
    void missingFieldsAreNotAcceptable() {
        post("{}").expectStatus().isEqualTo(422);
        post("{\"ids\":[null],\"ownerId\":\"a\",\"roomId\":\"a\",\"messageId\":\"m\"}").expectStatus().isEqualTo(422);
    }

    @Test
    void bodyOverTheLimitIsRefused() {
        post("{\"ids\":[\"" + "a".repeat(17_000) + "\"]}").expectStatus().isEqualTo(413);
    }

    @Test
    void claimNeedsAServicesTokenWithTheScope() {
        var body = Map.of("ids", List.of("a"), "ownerId", "a", "roomId", "a", "messageId", "m");
        var people = as(anna).post().uri("/internal/v1/attachments/claim").bodyValue(body).exchange();
        var other = http().post().uri("/internal/v1/attachments/claim")
                .headers(headers -> headers.setBearerAuth(issuer.serviceToken("gateway", "room-log:read")))
                .bodyValue(body).exchange();

        assertThat(json(people.expectStatus().isForbidden()).get("code").asString()).isEqualTo("forbidden");
        other.expectStatus().isForbidden();
        http().post().uri("/internal/v1/attachments/claim").bodyValue(body).exchange().expectStatus().isUnauthorized();
    }

    private ResponseSpec post(Object body) {
        return http().post()
                .uri("/internal/v1/attachments/claim")
                .headers(headers -> headers.setBearerAuth(issuer.serviceToken("message-service", "attachments:claim")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private String message() {
        return room + ":" + anna + ":" + newId();
    }

    private static void assertNotUsable(ResponseSpec answer, int index) {
        var problem = json(answer.expectStatus().isEqualTo(422));
        assertThat(problem.get("code").asString()).isEqualTo("attachment-not-usable");
        assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo("/ids/%d", index);
    }
}
