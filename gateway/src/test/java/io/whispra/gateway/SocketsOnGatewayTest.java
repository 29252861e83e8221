package io.whispra.gateway;

import java.io.IOException;
import java.util.stream.Stream;

import io.whispra.gateway.socket.RawClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The sockets behind the door of the whole gateway: nothing but their own rules stands before them. */
class SocketsOnGatewayTest extends OnGateway {

    private static final String PLAIN = "/api/v1/ws";
    private static final String ENGINE = "/socket.io/?EIO=4&transport=websocket";

    @Test
    void plainClientWithABadTokenIsToldByeAndClosed() throws IOException {
        try (var client = RawClient.open(port, PLAIN)) {
            client.text("{\"t\":\"hello\",\"d\":{\"token\":\"bad\"}}");
            assertThat(client.nextText()).contains("\"t\":\"bye\"", "\"code\":\"unauthenticated\"");
            assertThat(client.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void socketIoClientWithABadTokenGetsTheProblem() throws IOException {
        try (var client = RawClient.open(port, ENGINE)) {
            assertThat(client.nextText()).startsWith("0{");
            assertThat(client.text("40{\"token\":\"bad\"}").nextText()).startsWith("44{")
                    .contains("\"code\":\"unauthenticated\"");
        }
    }

    @Test
    void t50_foreignOriginIsRefused() throws IOException {
        var headers = Stream.concat(RawClient.upgrade(port).stream(), Stream.of("Origin: https://evil.example"))
                .toList();
        assertThat(RawClient.handshake(port, PLAIN, headers)).isEqualTo(403);
        assertThat(RawClient.handshake(port, ENGINE, headers)).isEqualTo(403);
    }

    @Test
    void t47_laxUpgradeIsRefused() throws IOException {
        var headers = RawClient.upgrade(port).stream().map(line -> line.replace(": 13", ": 7")).toList();
        assertThat(RawClient.handshake(port, PLAIN, headers)).isEqualTo(426);
    }
}
