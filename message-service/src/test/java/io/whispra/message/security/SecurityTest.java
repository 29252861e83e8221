package io.whispra.message.security;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

import io.whispra.embedded.BadToken;
import io.whispra.message.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class SecurityTest extends ServiceTest {

    @ParameterizedTest
    @EnumSource(BadToken.class)
    void t1_t2_t3_t4_t5_t6_t7_t18_badTokenIsRefusedOnThisPortTooAndSoon(BadToken bad) {
        var token = issuer.token(bad);
        var soonest = Duration.ofDays(1);
        for (var path : List.of("/api/v1/rooms/r/messages", "/api/v1/rooms/r/entries",
                "/internal/v1/users/u/rooms")) {
            long begun = System.nanoTime();
            client.http()
                    .get()
                    .uri(path)
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                    .exchange()
                    .expectStatus()
                    .isUnauthorized()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("unauthenticated");
            soonest = Collections.min(List.of(soonest, Duration.ofNanos(System.nanoTime() - begun)));
        }
        assertThat(soonest).isLessThan(Duration.ofMillis(100));
        assertThat(BadToken.fetches()).isZero();
    }

    @Test
    void t4_t18_tokenThatFitsIntoNoHeaderIsRefused() {
        var token = issuer.token(_ -> {}, header -> header.keyID("k".repeat(100_000)));
        client.http()
                .get()
                .uri("/api/v1/rooms/r/messages")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange()
                .expectStatus()
                .is4xxClientError();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/rooms/r/messages?access_token=", "/api/v1/rooms/r/messages?token="})
    void t15_tokenInTheUrlIsNoToken(String path) {
        client.http().get().uri(path + client.token("anna")).exchange().expectStatus().isUnauthorized();
    }

    @Test
    void t41_identityHeadersAreNotBelieved() {
        var room = unique("secure");
        client.newRoom(room, "ben");
        client.http()
                .get()
                .uri("/api/v1/rooms/{id}/messages", room)
                .headers(headers -> headers.setBearerAuth(client.token("anna")))
                .header("X-User-Id", "ben")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health", "/actuator/env", "/internal/v1/anything", "/elsewhere"})
    void t44_whatIsNotListedIsDenied(String path) {
        client.http()
                .get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(client.token("anna")))
                .exchange()
                .expectStatus()
                .value(status -> assertThat(status).isIn(403, 404));
    }
}
