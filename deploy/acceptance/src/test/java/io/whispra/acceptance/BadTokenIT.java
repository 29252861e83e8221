package io.whispra.acceptance;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.whispra.acceptance.client.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
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
