package io.whispra.gateway.engineio;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;

import io.whispra.gateway.socket.EchoApplication;
import io.whispra.gateway.socket.RawClient;
import io.whispra.gateway.socket.SocketServer;
import io.whispra.gateway.socketio.EchoServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** The Engine.IO protocol document, as far as WebSockets go. */
class EngineIoTest {

    private static final String PATH = EchoServer.PATH + "?EIO=4&transport=websocket";

    private SocketServer server;

    @BeforeEach
    void start() {
        server = new SocketServer(new EchoApplication(), Map.of("heartbeat.interval", "300ms", "heartbeat.timeout",
                "200ms", "heartbeat.tick", "10ms", "deadlines.connect", "3s"), EchoServer.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void handshakeTellsTheSessionAndItsBounds() throws IOException {
        try (var client = RawClient.open(server.port(), PATH)) {
            assertThat(client.nextText()).matches("0\\{\"sid\":\"[\\w-]{24}\",\"upgrades\":\\[],\"pingInterval\":300,"
                    + "\"pingTimeout\":200,\"maxPayload\":65536}");
        }
    }

    @ParameterizedTest
    @CsvSource({"EIO=4&transport=abc,0,Transport unknown",
            "EIO=4,0,Transport unknown", "transport=websocket,5,Unsupported protocol version",
            "EIO=4&transport=websocket,3,Bad request", "EIO=3&transport=websocket,5,Unsupported protocol version",
            "EIO=abc&transport=websocket,5,Unsupported protocol version",
            "EIO=4&EIO=4&transport=websocket,5,Unsupported protocol version",
            "EIO=4&transport=polling&sid=abc,1,Session ID unknown"})
    void otherHandshakesAreRefused(String query, int code, String message) {
        WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + server.port()).build()
                .get().uri(EchoServer.PATH + "?" + query).exchange()
                .expectStatus().isBadRequest()
                .expectHeader().valueEquals("Cache-Control", "no-store")
                .expectBody().json("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
    }

    @Test
    void clientThatAnswersThePingsStays() throws IOException {
        try (var client = RawClient.open(server.port(), PATH)) {
            client.nextText();
            client.text("40");
            for (var i = 0; i < 4; i++) {
                client.await(frame -> frame.text().equals("2"));
                client.text("3");
            }
            assertThat(client.await(frame -> frame.text().equals("2")).text()).isEqualTo("2");
        }
    }

    @Test
    void f16_clientThatAnswersNoPingIsCut() throws IOException {
        try (var client = RawClient.open(server.port(), PATH)) {
            client.await(frame -> frame.text().equals("2"));
            assertThat(client.closeCode()).isEqualTo(-1);
        }
    }

    @Test
    void noopIsIgnoredAndCloseCloses() throws IOException {
        try (var client = RawClient.open(server.port(), PATH)) {
            client.text("6").text("1");
            assertThat(client.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void t54_sessionsCannotBeGuessed() throws IOException {
        var sids = new HashSet<String>();
        for (var i = 0; i < 50; i++) {
            try (var client = RawClient.open(server.port(), PATH)) {
                sids.add(client.nextText().substring("0{\"sid\":\"".length()).substring(0, 24));
            }
        }
        assertThat(sids).hasSize(50);
    }
}
