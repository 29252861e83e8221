package io.whispra.media;

import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEObjectType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class AccessTest extends RunningService {
    @ParameterizedTest
    @MethodSource
    void t6_tokenThatIsNotForHereIsRefused(String token) {
        var answer = http().get()
                .uri("/api/v1/attachments/a")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isUnauthorized();

        answer.expectHeader().valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        assertThat(json(answer).get("code").asString()).isEqualTo("unauthenticated");
    }

    static Stream<String> t6_tokenThatIsNotForHereIsRefused() {
        return Stream.of(issuer.forgedToken("a"),
                issuer.token(claims -> claims.issuer("https://elsewhere.test")),
                issuer.token(claims -> claims.audience("other")),
                issuer.token(claims -> claims.audience((String) null)),
                issuer.token(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(40)))),
                issuer.token(claims -> claims.expirationTime(null)),
                issuer.token(claims -> claims.subject(null)),
                issuer.token(_ -> {}, header -> header.type(JOSEObjectType.JWT)),
                "nonsense");
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
        as("a").delete().uri("/api/v1/attachments/a").exchange().expectStatus().isEqualTo(405);
        as("a").get().uri("/api/v1/attachments").exchange().expectStatus().isEqualTo(405);
    }
}
