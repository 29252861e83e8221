package io.whispra.room;

import java.util.List;
import java.util.Map;

import io.whispra.embedded.BadToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

    @ParameterizedTest
    @EnumSource(BadToken.class)
    void t1_t2_t3_t4_t5_t6_t7_t18_badTokenIsRefused(BadToken bad) {
        var caller = withToken(issuer.token(bad));
        assertRefused(caller.get().uri("/api/v1/rooms").exchange(), 401, "unauthenticated");
        assertRefused(caller.put().uri("/api/v1/rooms/private/bob").bodyValue(Map.of()).exchange(), 401,
                "unauthenticated");
        assertThat(BadToken.fetches()).isZero();
    }

    @Test
    void t6_tokenThatNamesNobodyIsRefused() {
        var caller = withToken(issuer.token(claims -> claims.subject("no id")));
        assertRefused(caller.get().uri("/api/v1/rooms").exchange(), 401, "unauthenticated");
    }

    @Test
    void t4_t18_tokenThatFitsIntoNoHeaderIsRefused() {
        var token = issuer.token(_ -> {}, header -> header.keyID("k".repeat(100_000)));
        withToken(token).get().uri("/api/v1/rooms").exchange().expectStatus().is4xxClientError();
    }

    @Test
    void t41_identityHeadersAreNotBelieved() {
        var room = group(somebody("alice"));
        var ben = somebody("ben");
        var owner = as(ben).get().uri("/api/v1/rooms/" + room).header("X-User-Id", "alice").header("x_user_id",
                "alice");
        assertRefused(owner.exchange(), 404, "room-not-found");
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
