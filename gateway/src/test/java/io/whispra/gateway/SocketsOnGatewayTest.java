package io.whispra.gateway;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.whispra.gateway.engineio.Poller;
import io.whispra.gateway.socket.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The sockets behind the door of the whole gateway: nothing but their own rules stands before them. */
class SocketsOnGatewayTest extends OnGateway {

    private static final String POLLING = "/socket.io/";
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

    private HttpResponse<String> polling(String method, BodyPublisher body, String... headers) throws Exception {
        return Poller.request(port, POLLING + "?EIO=4&transport=polling", method, body, headers);
    }

    @Test
    void t49t50_foreignOriginMayNotPoll() throws Exception {
        for (var method : List.of("GET", "POST", "OPTIONS")) {
            var refused = polling(method, BodyPublishers.noBody(), "Origin", "https://evil.example");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.headers().firstValue("access-control-allow-origin")).isEmpty();
        }
    }

    @Test
    void pollingIsBehindTheDoor() throws Exception {
        assertThat(polling("PUT", BodyPublishers.noBody()).statusCode()).isEqualTo(405);
        assertThat(polling("POST", BodyPublishers.noBody()).body()).contains("\"code\":2");
        var poller = Poller.open(port, POLLING);
        poller.post("40{\"token\":\"bad\"}");
        assertThat(poller.packets()).singleElement().asString().startsWith("44{").contains("\"unauthenticated\"");
    }

    @Test
    void t57_pollingHasTheLimitOfTheSockets() throws Exception {
        for (var size : List.of(65_536, 65_537)) {
            var poller = Poller.open(port, POLLING);
            assertThat(poller.post("6" + " ".repeat(size - 1)).statusCode()).isEqualTo(size > 65_536 ? 413 : 200);
            poller.post("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "zstd", "deflate"})
    void t59_compressedPacketsAreRefused(String encoding) throws Exception {
        var refused = polling("POST", BodyPublishers.ofByteArray(new byte[100]), "Content-Encoding", encoding);
        assertThat(refused.statusCode()).isEqualTo(415);
    }

    @Test
    void t42t60_strangersAreCountedWhereverTheySayTheyComeFrom() throws Exception {
        var open = new ArrayList<Poller>();
        var last = "";
        for (var i = 0; i < 520 && last.isEmpty(); i++) {
            try {
                open.add(Poller.open(port, POLLING, "X-Forwarded-For", "10.0." + i / 256 + "." + i % 256));
            } catch (IOException refused) {
                last = String.valueOf(refused.getMessage());
            }
        }
        assertThat(last).contains("429", "\"code\":\"too-fast\"");
        for (var poller : open) {
            poller.post("1");
        }
        assertThat(polling("GET", BodyPublishers.noBody()).statusCode()).isEqualTo(200);
    }

    @Test
    void t64_headersMustComeInTime() throws IOException {
        try (var client = RawClient.plain(port)) {
            client.write("GET /api/v1/health HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.all()).isEmpty();
        }
    }

    @Test
    void t47_laxUpgradeIsRefused() throws IOException {
        var headers = RawClient.upgrade(port).stream().map(line -> line.replace(": 13", ": 7")).toList();
        assertThat(RawClient.handshake(port, PLAIN, headers)).isEqualTo(426);
    }
}
