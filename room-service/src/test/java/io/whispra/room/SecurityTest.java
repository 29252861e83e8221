package io.whispra.room;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEObjectType;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

class SecurityTest extends ServiceTest {

    @Value("${local.management.port}")
    private int managementPort;

    @Test
    void withoutATokenNothingAnswers() {
        var nobody = client(port);
        for (var path : List.of("/api/v1/rooms", "/api/v1/rooms/x", "/api/v1/rooms/x/participants",
                "/internal/v1/rooms",
                "/actuator/health", "/nothing")) {
            assertRefused(nobody.get().uri(path).exchange(), 401, "unauthenticated");
        }
    }

    @Test
    void t1_t6_tokensThatAreNotExactlyRightAreRefused() {
        var now = Instant.now();
        for (var token : List.of(
                issuer.forgedToken("alice"),
                issuer.token(claims -> claims.issuer("https://elsewhere.test")),
                issuer.token(claims -> claims.audience("other")),
                issuer.token(claims -> claims.expirationTime(Date.from(now.minusSeconds(31)))),
                issuer.token(claims -> claims.expirationTime(null)),
                issuer.token(_ -> {}, header -> header.type(JOSEObjectType.JWT)),
                issuer.token(claims -> claims.subject("no id")),
                "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiJhbGljZSJ9.", "nonsense")) {
            assertRefused(withToken(token).get().uri("/api/v1/rooms").exchange(), 401, "unauthenticated");
            assertRefused(withToken(token).put().uri("/api/v1/rooms/private/bob").bodyValue(Map.of()).exchange(), 401,
                    "unauthenticated");
        }
    }

    @Test
    void aServicesTokenIsNotAPersons() {
        var service = issuer.serviceToken("message-service", "room-log:append", "room-log:read");
        assertRefused(withToken(service).get().uri("/api/v1/rooms").exchange(), 403, "forbidden");
    }

    @Test
    void t43_t44_whatIsNotTheApiIsDeniedAndHealthIsOnTheManagementPort() {
        for (var path : List.of("/internal/v1/rooms", "/actuator", "/actuator/env", "/nothing")) {
            assertRefused(as("alice").get().uri(path).exchange(), 403, "forbidden");
        }
        client(managementPort).get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
        client(managementPort).get().uri("/actuator/env").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void t48_otherMethodsAreNotAllowed() {
        assertRefused(as("alice").delete().uri("/api/v1/rooms").exchange(), 405, "method-not-allowed");
        assertRefused(as("alice").get().uri("/api/v1/rooms/x/read").exchange(), 405, "method-not-allowed");
        assertRefused(as("alice").get().uri("/api/v1/nothing").exchange(), 404, "not-found");
    }

    @Test
    void t39_answersAreNotStored() {
        as("alice").get().uri("/api/v1/rooms").exchange().expectHeader()
                .value("Cache-Control",
                        value -> assertThat(value).contains("no-store"));
        as("alice").get().uri("/api/v1/rooms/unknown").exchange().expectHeader()
                .value("Cache-Control",
                        value -> assertThat(value).contains("no-store"));
    }
}
