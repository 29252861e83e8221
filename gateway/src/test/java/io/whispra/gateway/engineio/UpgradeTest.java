package io.whispra.gateway.engineio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.whispra.gateway.socket.EchoApplication;
import io.whispra.gateway.socket.Event;
import io.whispra.gateway.socket.RawClient;
import io.whispra.gateway.socket.SocketServer;
import io.whispra.gateway.socketio.Echo;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The Engine.IO protocol document, as far as a session moves from polling to a WebSocket. */
class UpgradeTest {

    private static final String PATH = "/engine.io/";

    private static SocketServer server;

    @BeforeAll
    static void start() {
        server = Echo.start(0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawClient probed(Poller poller) throws Exception {
        var socket = RawClient.open(server.port(), poller.uri("websocket"));
        assertThat(socket.text("2probe").nextText()).isEqualTo("3probe");
        return socket;
    }

    @Test
    void clientMovesToAWebSocket() throws Exception {
        var poller = Poller.open(server.port(), PATH);
        try (var socket = probed(poller)) {
            assertThat(poller.get().body()).isEqualTo("6");
            socket.text("5").text("4hello");
            assertThat(socket.nextText()).isEqualTo("4hello");
            socket.frame(RawClient.BINARY, new byte[]{1, 2});
            assertThat(socket.next().payload()).containsExactly(1, 2);
            assertThat(socket.nextText()).isEqualTo("2");
            socket.text("3");
            assertThat(socket.nextText()).isEqualTo("2");
        }
    }

    @Test
    void waitingGetEndsSoThatTheClientCanMove() throws Exception {
        var poller = Poller.open(server.port(), PATH);
        var waiting = poller.waiting();
        try (var socket = probed(poller)) {
            assertThat(waiting.get().body()).isEqualTo("6");
            socket.text("5").text("4x");
            assertThat(socket.nextText()).isEqualTo("4x");
        }
    }

    @Test
    void whatWaitsMovesToo() throws Exception {
        var poller = Poller.open(server.port(), PATH);
        try (var socket = probed(poller)) {
            poller.post("4one", "bAQ==", "4two");
            socket.text("5").text("4three");
            assertThat(socket.nextText()).isEqualTo("4one");
            assertThat(socket.next().payload()).containsExactly(1);
            assertThat(socket.nextText()).isEqualTo("4two");
            assertThat(socket.nextText()).isEqualTo("4three");
        }
    }

    @Test
    void pollingIsOverAfterTheUpgradeAndNobodyElseUpgrades() throws Exception {
        var poller = Poller.open(server.port(), PATH);
        try (var socket = probed(poller)) {
            assertThat(RawClient.handshake(server.port(), poller.uri("websocket"), RawClient.upgrade(server.port())))
                    .isEqualTo(400);
            socket.text("5").text("4a");
            assertThat(socket.nextText()).isEqualTo("4a");
            assertThat(poller.get().statusCode()).isEqualTo(400);
            assertThat(poller.post("4x").statusCode()).isEqualTo(400);
            assertThat(RawClient.handshake(server.port(), poller.uri("websocket"), RawClient.upgrade(server.port())))
                    .isEqualTo(400);
            assertThat(socket.text("4b").nextText()).isEqualTo("4b");
        }
    }

    @Test
    void getBesideTheUpgradeComesTooLate() throws Exception {
        for (var i = 0; i < 10; i++) {
            var poller = Poller.open(server.port(), PATH);
            try (var socket = RawClient.open(server.port(), poller.uri("websocket"))) {
                socket.text("2probe").text("5");
                assertThat(poller.get().statusCode()).isEqualTo(400);
                assertThat(socket.nextText()).isEqualTo("3probe");
                assertThat(socket.text("4hello").nextText()).isEqualTo("4hello");
            }
        }
    }

    @Test
    void sessionPollsOnWhenTheTryFails() throws Exception {
        var poller = Poller.open(server.port(), PATH);
        try (var socket = probed(poller)) {
            assertThat(socket.text("4no").closeCode()).isEqualTo(4400);
        }
        assertThat(poller.post("4x").statusCode()).isEqualTo(200);
        assertThat(poller.packets()).contains("4x");
        try (var silent = Awaitility.await().ignoreExceptions()
                .until(() -> RawClient.open(server.port(), poller.uri("websocket")), Objects::nonNull)) {
            assertThat(silent.text("5").closeCode()).isEqualTo(4400);
        }
        // The server hears of the end of a try a little later.
        try (var again = Awaitility.await().ignoreExceptions().until(() -> probed(poller), Objects::nonNull)) {
            again.text("5").text("4y");
            assertThat(again.await(frame -> frame.text().startsWith("4")).text()).isEqualTo("4y");
        }
    }

    @Test
    void sessionEndsWithItsWebSocket() throws Exception {
        var poller = Poller.open(server.port(), PATH);
        try (var socket = probed(poller)) {
            socket.text("5").text("1");
            assertThat(socket.closeCode()).isEqualTo(1000);
        }
        // The close frame goes out first.
        Awaitility.await()
                .untilAsserted(() -> assertThat(poller.get().body()).contains("Session ID unknown"));
    }

    /** Somebody talks to the client all the while, as fast as its transport takes it. */
    @Test
    void nothingIsLostReorderedOrDoubledOverTheUpgrade() throws Exception {
        var application = new EchoApplication();
        try (var chat = new SocketServer(application, Map.of("frames.per-second", "0"))) {
            for (var round = 0; round < 10; round++) {
                upgradeWhileTold(chat.port(), application, round);
            }
        }
    }

    private static void upgradeWhileTold(int port, EchoApplication application, int round) throws Exception {
        var poller = Poller.open(port, "/socket.io/");
        var got = new ArrayList<String>();
        poller.post("40{\"token\":\"good\"}");
        while (got.stream().noneMatch(packet -> packet.startsWith("42[\"ready\""))) {
            got.addAll(poller.packets());
        }
        got.clear();
        var over = new AtomicBoolean();
        var told = new ArrayList<String>();
        var teller = Thread.ofPlatform().start(() -> {
            for (var n = 0; !over.get(); n++) {
                application.emit(Event.of("n", EchoApplication.json(Integer.toString(n))));
                told.add("42[\"n\"," + n + "]");
                LockSupport.parkNanos(200_000);
            }
        });
        try (var socket = RawClient.open(port, poller.uri("websocket"))) {
            assertThat(socket.text("2probe").nextText()).isEqualTo("3probe");
            for (var i = 0; i < round % 4; i++) {
                poller.post("42" + i + "[\"echo\"," + i + "]");
                got.addAll(poller.packets());
            }
            socket.text("5");
            for (var i = round % 4; i < 8; i++) {
                socket.text("42" + i + "[\"echo\"," + i + "]");
            }
            over.set(true);
            teller.join();
            socket.text("429[\"echo\",9]");
            while (got.isEmpty() || !got.getLast().startsWith("439")) {
                got.add(socket.nextText());
            }
        }
        assertThat(got.stream().filter(packet -> packet.startsWith("42[\"n\""))).isEqualTo(told);
        assertThat(got.stream().filter(packet -> packet.startsWith("43"))).isEqualTo(answers());
    }

    private static List<String> answers() {
        return IntStream.range(0, 10).filter(i -> i != 8)
                .mapToObj(i -> "43" + i + "[{\"ok\":true,\"data\":" + i + "}]").toList();
    }
}
