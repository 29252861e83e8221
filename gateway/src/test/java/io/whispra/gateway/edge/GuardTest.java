package io.whispra.gateway.edge;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import io.whispra.gateway.OnGateway;
import io.whispra.gateway.RawHttp;
import io.whispra.gateway.StandIn;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

class GuardTest extends OnGateway {

    private static final int MEBIBYTE = 1024 * 1024;

    @LocalManagementPort
    private int managementPort;

    @BeforeEach
    void forgetRequests() {
        StandIn.all().forEach(StandIn::forget);
    }

    @Test
    void t6TokensThatAreNotAPersonsValidAccessTokenAreRefused() {
        List<Consumer<JWTClaimsSet.Builder>> changes = List.of(
                claims -> claims.issuer("https://other.test"),
                claims -> claims.audience("other"),
                claims -> claims.expirationTime(null),
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(31))));

        changes.forEach(change -> refused(issuer.token(change)));
        refused(issuer.forgedToken("anna"));
        refused("nonsense");
        refused(issuer.token(_ -> {}, header -> header.type(JOSEObjectType.JWT)));
        assertThat(room.asked()).isEmpty();
    }

    @Test
    void servicesTokensAreRefusedAtTheEdge() {
        client().get()
                .uri("/api/v1/rooms")
                .headers(headers -> headers.setBearerAuth(issuer.serviceToken("bot", "room-log:read")))
                .exchange()
                .expectStatus()
                .isForbidden();
        assertThat(room.asked()).isEmpty();
    }

    @Test
    void t15ATokenInTheUrlIsNoToken() {
        client().get()
                .uri("/api/v1/rooms?access_token=" + issuer.userToken("anna"))
                .exchange()
                .expectStatus()
                .isUnauthorized();
        assertThat(room.asked()).isEmpty();
    }

    @Test
    void anAnswerOfProblemJsonIsPassedOn() {
        var problem = problem(client().post()
                .uri("/api/v1/rooms/nowhere/messages")
                .headers(this::authenticated)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .returnResult());

        assertThat(problem).contains("room-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/rooms/slow", "/api/v1/rooms/broken", "/api/v1/rooms/slow/entries"})
    void aServiceThatDoesNotAnswerIsUnavailable(String path) {
        var problem = problem(client().get()
                .uri(path)
                .headers(this::authenticated)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(String.class)
                .returnResult());

        assertThat(problem).contains("\"code\":\"unavailable\"", "\"retryAfterMs\":2000").doesNotContain("Exception");
    }

    @Test
    void bodiesUpToTheLimitAreRouted() {
        post("/api/v1/rooms", 64 * 1024, false, 200);
        post("/api/v1/rooms", 64 * 1024, true, 200);

        assertThat(room.bytes()).isEqualTo(2 * 64 * 1024);
    }

    @Test
    void oversizeBodiesAreRefusedBeforeTheyAreRead() {
        post("/api/v1/rooms", 64 * 1024 + 1, false, 413);

        assertThat(room.asked()).isEmpty();
    }

    @Test
    void oversizeBodiesOfUnknownLengthAreCutOff() {
        post("/api/v1/rooms", 128 * 1024, true, 413);

        assertThat(room.bytes()).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void uploadsAreStreamed() {
        post("/api/v1/attachments", 20 * MEBIBYTE, true, 200);

        assertThat(media.bytes()).isEqualTo(20 * MEBIBYTE);
    }

    @Test
    void oversizeUploadsAreRefused() {
        var answer = RawHttp.send(port, "POST /api/v1/attachments HTTP/1.1\r\nAuthorization: Bearer "
                + issuer.userToken("anna") + "\r\nContent-Length: " + 102L * MEBIBYTE);

        assertThat(answer).startsWith("HTTP/1.1 413 ");
        assertThat(media.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "zstd"})
    void t59CompressedBodiesAreRefused(String encoding) {
        client().post()
                .uri("/api/v1/rooms")
                .headers(this::authenticated)
                .header(HttpHeaders.CONTENT_ENCODING, encoding)
                .bodyValue("x")
                .exchange()
                .expectStatus()
                .isEqualTo(415);
    }

    @Test
    void t53SecurityHeadersAreOnEveryAnswer() {
        for (var path : List.of("/api/v1/health", "/api/v1/rooms", "/nowhere", "/api/v1/rooms/slow",
                "/.well-known/jwks.json", "/api/v1/attachments/a1")) {
            client().get()
                    .uri(path)
                    .headers(this::authenticated)
                    .exchange()
                    .expectHeader()
                    .value("Content-Security-Policy", policy -> assertThat(policy)
                            .startsWith("default-src 'self'")
                            .contains("frame-ancestors 'none'", "img-src 'self' https://files.whispra.test")
                            .doesNotContain("unsafe"))
                    .expectHeader()
                    .valueEquals("X-Content-Type-Options", "nosniff")
                    .expectHeader()
                    .exists("Strict-Transport-Security")
                    .expectHeader()
                    .valueEquals("Referrer-Policy", "no-referrer")
                    .expectHeader()
                    .valueEquals("Cross-Origin-Opener-Policy", "same-origin");
        }
    }

    @Test
    void t49NoForeignOriginIsAllowed() {
        for (var origin : List.of("https://evil.test", "null", "https://whispra.test.evil")) {
            client().get()
                    .uri("/api/v1/rooms")
                    .headers(this::authenticated)
                    .header(HttpHeaders.ORIGIN, origin)
                    .exchange()
                    .expectHeader()
                    .doesNotExist(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        }
    }

    @Test
    void aProblemAndTheServiceBehindItHaveTheSameTrace() {
        var problem = problem(client().get()
                .uri("/api/v1/rooms/broken")
                .headers(this::authenticated)
                .exchange()
                .expectBody(String.class)
                .returnResult());

        var parent = room.asked().getFirst().headers().get("traceparent");
        assertThat(parent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(problem).contains("\"traceId\":\"" + parent.substring(3, 35) + "\"");
    }

    @Test
    void aCallersTraceIsKeptIfItIsOne() {
        var parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        for (var given : List.of(parent, "00-x", "<script>", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01")) {
            client().get()
                    .uri("/api/v1/rooms")
                    .headers(this::authenticated)
                    .header("traceparent", given)
                    .exchange()
                    .expectStatus()
                    .isOk();
        }

        assertThat(room.asked()).extracting(asked -> asked.headers().get("traceparent"))
                .satisfies(parents -> assertThat(parents.getFirst()).isEqualTo(parent))
                .allMatch(kept -> kept.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]"))
                .doesNotHaveDuplicates();
    }

    @Test
    void healthNeedsNoToken() {
        client().get()
                .uri("/api/v1/health")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("up");
    }

    @Test
    void theManagementPortSaysWhetherEventsComeIn() {
        Awaitility.await()
                .untilAsserted(() -> WebTestClient.bindToServer()
                        .baseUrl("http://127.0.0.1:" + managementPort)
                        .build()
                        .get()
                        .uri("/actuator/health/readiness")
                        .exchange()
                        .expectStatus()
                        .isOk());
    }

    @Test
    void cookiesGoToTheAuthServiceAlone() {
        for (var path : List.of("/api/v1/me", "/api/v1/rooms")) {
            client().get().uri(path).headers(this::authenticated).cookie("refresh", "secret").exchange();
        }

        assertThat(auth.asked().getFirst().headers().get("Cookie")).isEqualTo("refresh=secret");
        assertThat(room.asked().getFirst().headers().contains("Cookie")).isFalse();
    }

    private void refused(String token) {
        client().get()
                .uri("/api/v1/rooms")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("unauthenticated");
    }

    private void post(String path, int size, boolean chunked, int status) {
        var piece = 16 * 1024;
        Flux<DataBuffer> body = Flux.range(0, (size + piece - 1) / piece)
                .map(i -> DefaultDataBufferFactory.sharedInstance.wrap(new byte[Math.min(piece, size - i * piece)]));
        var request = client().post()
                .uri(path)
                .headers(this::authenticated)
                .contentType(MediaType.APPLICATION_OCTET_STREAM);
        (chunked ? request.body(BodyInserters.fromDataBuffers(body)) : request.bodyValue(new byte[size])).exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private void authenticated(HttpHeaders headers) {
        headers.setBearerAuth(issuer.userToken("anna"));
    }

    private static String problem(EntityExchangeResult<String> result) {
        return String.valueOf(result.getResponseBody());
    }
}
