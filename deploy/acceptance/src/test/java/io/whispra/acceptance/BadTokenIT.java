package io.whispra.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.whispra.acceptance.client.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A bad token opens nothing: not the gateway, not a service's own port, not a socket. */
class BadTokenIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    private static final List<String> PROTECTED = List.of("/api/v1/me", "/api/v1/users?q=an", "/api/v1/rooms",
            "/api/v1/rooms/x", "/api/v1/rooms/x/participants", "/api/v1/rooms/x/messages",
            "/api/v1/rooms/x/entries?after=0",
            "/api/v1/attachments/x", "/api/v1/attachments/x/link");

    @Test
    void theGatewayAnswers401() {
        for (var token : badTokens().entrySet()) {
            for (var path : PROTECTED) {
                var answer = new Api(whispra.base(), token.getValue()).get(path);
                assertThat(answer.status()).as("%s %s", token.getKey(), path).isEqualTo(401);
                assertThat(answer.code()).isEqualTo("unauthenticated");
            }
        }
    }

    @Test
    void t6EveryServiceAnswers401OnItsOwnPort() {
        assumeTrue(Stack.isLocal(), "The services' own ports can be reached on the local stack only");
        for (var service : whispra.stack().services()) {
            for (var token : badTokens().entrySet()) {
                for (var path : PROTECTED) {
                    assertThat(new Api(service, token.getValue()).get(path).status())
                            .as("%s at %s%s", token.getKey(), service, path).isEqualTo(401);
                }
                assertThat(new Api(service, token.getValue()).get("/internal/v1/users/x/rooms").status())
                        .as("%s at %s/internal", token.getKey(), service).isEqualTo(401);
            }
        }
    }

    @Test
    void t43TheInternalApiIsNotReachableFromOutside() {
        var ana = whispra.person("Ana");
        for (var path : List.of("/internal/v1/users/x/rooms", "//internal/v1/users/x/rooms",
                "/api/v1/..;/internal/v1/users/x/rooms", "/api/%2e%2e/internal/v1/users/x/rooms", "/actuator/health",
                "/actuator/env", "/INTERNAL/v1/users/x/rooms")) {
            assertThat(ana.api().get(path).status()).as(path).isIn(400, 404);
        }
    }

    @Test
    void aSocketIsRefusedWithTheProblem() {
        for (var token : badTokens().values()) {
            try (var plain = Transport.PLAIN_WEBSOCKET.connect(whispra.base(), token);
                    var socketIo = Transport.SOCKET_IO.connect(whispra.base(), token)) {
                assertThat(plain.await("bye").path("problem").path("code").asString()).isEqualTo("unauthenticated");
                assertThat(plain.await("disconnect").path("code").asInt()).isEqualTo(4401);
                assertThat(socketIo.await("connect_error").path("problem").path("code").asString())
                        .isEqualTo("unauthenticated");
                assertThat(plain.received("ready")).isEmpty();
                assertThat(socketIo.received("ready")).isEmpty();
            }
        }
    }

    @Test
    void t15ATokenInTheUrlIsNotRead() {
        var ana = whispra.person("Ana");
        assertThat(new Api(URI.create(whispra.base().toString()), null).get("/api/v1/me?access_token=" + ana.token())
                .status()).isEqualTo(401);
    }

    /** Each kind of bad token, everywhere where a token is looked at; a good one of the same making opens it. */
    @ParameterizedTest
    @MethodSource("doors")
    void t1_t2_t3_t4_t5_t6_t7_t18NoForgedTokenOpensAnything(String door) throws Exception {
        assumeTrue(Stack.isLocal(),
                "The keys of the installation are needed, and those of the local stack only are known");
        var address = URI.create(door);
        var ana = whispra.person("Ana");
        var forge = whispra.forge(ana);
        // Behind the check there is nothing at this path, but in the auth service.
        assertThat(new Api(address, forge.good()).get("/api/v1/me").status()).as("the good one").isIn(200, 404);

        var tokens = new LinkedHashMap<>(forge.wrongSignatures());
        tokens.putAll(forge.wrongClaims());
        tokens.putAll(forge.bombs());
        tokens.put("T6 a refresh token", Account.open(whispra.base(), "Ana").logIn(whispra.base()).refreshToken());
        for (var token : tokens.entrySet()) {
            assertThat(status(address, token.getValue())).as(token.getKey()).isEqualTo(401);
        }
        assertThat(new Api(address, forge.withoutSession()).get("/api/v1/me").status()).as("of no session")
                .isEqualTo(403);
    }

    /** Each on a connection of its own, as from as many strangers. */
    private static int status(URI address, String token) throws IOException, InterruptedException {
        try (var stranger = HttpClient.newHttpClient()) {
            return stranger.send(HttpRequest.newBuilder(address.resolve("/api/v1/me")).timeout(Duration.ofSeconds(20))
                    .header("Authorization", "Bearer " + token).build(), BodyHandlers.discarding()).statusCode();
        }
    }

    /** The gateway, and each service behind it. */
    static Stream<String> doors() {
        return Stream.concat(Stream.of(whispra.base()), Stack.isLocal()
                ? whispra.stack().services().stream()
                : Stream.of()).map(URI::toString);
    }

    @ParameterizedTest
    @EnumSource
    void t1_t2_t4_t5_t6_t7_t18NoForgedTokenOpensASocket(Transport transport) {
        assumeTrue(Stack.isLocal(),
                "The keys of the installation are needed, and those of the local stack only are known");
        var ana = whispra.person("Ana");
        var forge = whispra.forge(ana);
        try (var good = transport.connect(whispra.base(), forge.good())) {
            good.await("ready");
        }
        var tokens = new LinkedHashMap<>(forge.wrongSignatures());
        tokens.putAll(forge.wrongClaims());
        tokens.putAll(forge.bombs());
        for (var token : tokens.entrySet()) {
            try (var refused = transport.connect(whispra.base(), token.getValue())) {
                var problem = transport == Transport.PLAIN_WEBSOCKET
                        ? refused.await("bye").path("problem")
                        : refused.await("connect_error").path("problem");
                assertThat(problem.path("status").asInt()).as(token.getKey()).isEqualTo(401);
                assertThat(refused.received("ready")).as(token.getKey()).isEmpty();
            }
        }
    }

    @Test
    void t3NobodyFetchesTheKeyThatATokenPointsTo() throws IOException {
        assumeTrue(Stack.isLocal(), "The address is one of this machine");
        try (var trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var forge = whispra.forge(whispra.person("Ana"));
            for (var token : forge.pointingTo("https://localhost:" + trap.getLocalPort() + "/keys.json").values()) {
                doors().forEach(door -> assertThat(new Api(URI.create(door), token).get("/api/v1/me").status())
                        .as(door).isEqualTo(401));
            }
            trap.setSoTimeout(500);
            assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** Tokens that are not even close, and good ones with one thing changed. */
    private static Map<String, String> badTokens() {
        var good = whispra.person("Ana").token();
        var parts = good.split("\\.", -1);
        return Map.of("garbage", "garbage",
                "signature of zeros", parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length()),
                "no signature", parts[0] + "." + parts[1] + ".",
                "alg none", "eyJhbGciOiJub25lIn0." + parts[1] + ".",
                "other payload", parts[0] + "." + whispra.person("Budi").token().split("\\.", -1)[1] + "." + parts[2]);
    }
}
