package io.whispra.gateway.chat;

import java.time.Duration;
import java.util.List;

import io.whispra.gateway.StandIn;
import io.whispra.gateway.StandIn.Trouble;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Two instances of the message service, of which one fails: by sockets and by routed requests. */
class FailoverTest extends OnChat {

    private static final Duration DEADLINE = Duration.ofSeconds(6);

    private final String anna = user();
    private final String room = room();
    private StandIn first;
    private StandIn next;

    @BeforeEach
    void findTheFirst() {
        log.added(room, anna);
        // Those whom the last test has hurt are tried again first.
        first = Awaitility.await().pollDelay(Duration.ofMillis(100)).until(this::asked, StandIn.all()::contains);
        next = first == message ? otherMessage : message;
    }

    @AfterEach
    void heal() {
        List.of(message, otherMessage).forEach(instance -> {
            instance.trouble(Trouble.NONE);
            instance.revive();
        });
        Awaitility.await().until(() -> asked() == first);
    }

    @Test
    void f1WhatWouldGoToAKilledInstanceGoesToTheNext() {
        first.kill();

        var person = connect(anna);
        assertThat(person.ack("message.send", sending("c1")).path("ok").asBoolean()).isTrue();
        assertThat(person.ack("room.fetch", "{\"roomId\":\"" + room + "\",\"before\":9}").path("ok").asBoolean())
                .isTrue();
        assertThat(person.ack("sync", "{\"rooms\":{}}").path("ok").asBoolean()).isTrue();
        post("c2").expectStatus().isCreated().expectBody().jsonPath("$.message.data.content").isEqualTo("hi");
        get().expectStatus().isOk().expectBody().jsonPath("$.headSeq").isEqualTo(3);
    }

    @Test
    void f14AnInstanceThatAcceptsAndStaysSilentIsLeftInTime() {
        var person = connect(anna);
        first.trouble(Trouble.STOPPED);

        assertThat(person.ack("message.send", sending("c1")).path("ok").asBoolean()).isTrue();
        post("c2").expectStatus().isCreated();
        get().expectStatus().isOk();
        connect(anna);
    }

    @Test
    void aSilentInstanceThatGoesOnLaterRepeatsNothing() {
        first.trouble(Trouble.STOPPED);
        post("c1").expectStatus().isCreated();

        first.trouble(Trouble.NONE);

        Awaitility.await().until(() -> asked() == first);
        post("c1").expectStatus().isOk().expectBody().jsonPath("$.duplicate").isEqualTo(true);
        get().expectBody().jsonPath("$.headSeq").isEqualTo(2);
    }

    @Test
    void f5AnAnswerThatIsLostIsAskedForAgainFromTheNext() {
        var person = connect(anna);
        first.trouble(Trouble.LOSES_ANSWERS);

        var ack = person.ack("message.send", sending("c1"));
        assertThat(ack.path("data").path("duplicate").asBoolean()).isTrue();
        first.trouble(Trouble.NONE);
        Awaitility.await().until(() -> asked() == first);
        first.trouble(Trouble.LOSES_ANSWERS);
        post("c2").expectStatus().isOk().expectBody().jsonPath("$.duplicate").isEqualTo(true);

        get().expectBody().jsonPath("$.headSeq").isEqualTo(3);
    }

    @Test
    void theFirstIsAskedAgainWhenItIsBack() {
        first.kill();
        assertThat(asked()).isSameAs(next);

        first.revive();

        Awaitility.await().until(() -> asked() == first);
        post("c1").expectStatus().isCreated();
        assertThat(asked()).isSameAs(first);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whenAllAreLostItIsUnavailableInTime(boolean killed) {
        var person = connect(anna);
        for (var instance : List.of(first, next)) {
            if (killed) {
                instance.kill();
            } else {
                instance.trouble(Trouble.STOPPED);
            }
        }

        var began = System.nanoTime();
        for (var answer : List.of(get(), post("c1"))) {
            answer.expectStatus().isEqualTo(503).expectHeader().exists("Retry-After").expectBody().jsonPath("$.code")
                    .isEqualTo("unavailable");
        }
        assertThat(person.refused("message.send", sending("c2")).getMessage()).contains("does not answer");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE);
    }

    @Test
    void bodiesOfRoutedRequestsAreStillBounded() {
        first.kill();

        post("/api/v1/rooms/" + room + "/messages", "x".repeat(64 * 1024 + 1)).expectStatus().isEqualTo(413);
        assertThat(next.asked()).noneMatch(asked -> asked.method().equals("POST"));
    }

    /** Who is asked about the room now. */
    private StandIn asked() {
        List.of(message, otherMessage).forEach(StandIn::forget);
        get().expectStatus().isOk();
        return otherMessage.asked().isEmpty() ? message : otherMessage;
    }

    private WebTestClient.ResponseSpec get() {
        return client().mutate().responseTimeout(DEADLINE).build()
                .get()
                .uri("/api/v1/rooms/" + room + "/entries?after=0&limit=10")
                .headers(headers -> headers.setBearerAuth(issuer.userToken(anna)))
                .exchange();
    }

    private WebTestClient.ResponseSpec post(String clientId) {
        return post("/api/v1/rooms/" + room + "/messages", sending(clientId));
    }

    private WebTestClient.ResponseSpec post(String path, String body) {
        return client().mutate().responseTimeout(DEADLINE).build()
                .post()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(issuer.userToken(anna)))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private String sending(String clientId) {
        return "{\"roomId\":\"" + room + "\",\"clientId\":\"" + clientId + "\",\"type\":\"text\",\"content\":\"hi\"}";
    }
}
