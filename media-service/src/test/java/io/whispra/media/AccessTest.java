package io.whispra.media;

import io.whispra.embedded.BadToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class AccessTest extends RunningService {
    @ParameterizedTest
    @EnumSource(BadToken.class)
    void t1_t2_t3_t4_t5_t6_t7_t18_badTokenIsRefused(BadToken bad) {
        var token = issuer.token(bad);
        var answer = http().get()
                .uri("/api/v1/attachments/a")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isUnauthorized();

        answer.expectHeader().valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        assertThat(json(answer).get("code").asString()).isEqualTo("unauthenticated");
        assertThat(BadToken.fetches()).isZero();
    }

    @Test
    void t4_t18_tokenThatFitsIntoNoHeaderIsRefused() {
        var token = issuer.token(_ -> {}, header -> header.keyID("k".repeat(100_000)));
        http().get()
                .uri("/api/v1/attachments/a")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .is4xxClientError();
    }

    @Test
    void t41_identityHeadersAreNotBelieved() {
        var image = newImage("a");
        as("b").get().uri("/api/v1/attachments/" + image).header("X-User-Id", "a").exchange().expectStatus()
                .isNotFound();
    }

    @Test
    void uploadWithoutATokenIsRefusedUnread() {
        http().post()
                .uri("/api/v1/attachments")
                .contentType(MediaType.parseMediaType(Multipart.CONTENT_TYPE))
                .bodyValue(Multipart.file("x", "", Samples.noise(100_000)))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void serviceIsNobodyWhoUploadsOrLooks() {
        http().get()
                .uri("/api/v1/attachments/a")
                .headers(headers -> headers.setBearerAuth(issuer.serviceToken("message-service", "attachments:claim")))
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health", "/actuator/env", "/internal/v1/attachments", "/",
            "/api/v2/x"})
    void t44_onlyTheApiIsOnThePublicPort(String path) {
        as("a").get().uri(path).exchange().expectStatus().value(status -> assertThat(status).isIn(403, 404));
    }

    @Test
    void t48_otherMethodsAreRefused() {
        as("a").put().uri("/api/v1/attachments/a").exchange().expectStatus().isEqualTo(405);
        as("a").get().uri("/api/v1/attachments").exchange().expectStatus().isEqualTo(405);
    }
}
