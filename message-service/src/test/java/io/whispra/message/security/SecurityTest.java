package io.whispra.message.security;

import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEObjectType;
import io.whispra.message.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SecurityTest extends ServiceTest {

    static Stream<String> badTokens() {
        var none = Base64.getUrlEncoder().withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(
                        UTF_8));
        var good = issuer.userToken("anna").split("\\.", -1);
        return Stream.of(
                "nonsense", none + "." + good[1] + ".", good[0] + "." + good[1] + ".", good[0] + "." + good[1],
                good[0] + "." + good[1] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[256]),
                issuer.forgedToken("anna"),
                issuer.token(claims -> claims.issuer("https://elsewhere.test")),
                issuer.token(claims -> claims.audience("other")),
                issuer.token(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(40)))),
                issuer.token(claims -> claims.expirationTime(null)),
                issuer.token(claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(60)))),
                issuer.token(_ -> {}, header -> header.type(new JOSEObjectType("JWT"))),
                issuer.token(_ -> {}, header -> header.keyID("../../dev/null")));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void t1_t5_t6_t7_badTokenIsRefusedOnThisPortToo(String token) {
        for (var path : List.of("/api/v1/rooms/r/messages", "/internal/v1/users/u/rooms")) {
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
        }
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
