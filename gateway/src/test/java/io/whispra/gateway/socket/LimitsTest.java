package io.whispra.gateway.socket;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;

import io.whispra.gateway.engineio.Poller;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socketio.Echo;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What one client, or one address, may do. With `-Dwhispra.handshakes=5000` as many as that try to connect. */
class LimitsTest {

    private static final int HANDSHAKES = Integer.getInteger("whispra.handshakes", 300);
    private static final String PLAIN = "/api/v1/ws";
    private static final String ENGINE = "/socket.io/";
    private static final String HELLO = "{\"t\":\"hello\",\"d\":{\"token\":\"good\"}}";

    private final EchoApplication application = new EchoApplication();
    @SuppressWarnings("NullAway.Init") // each test begins with it
    private SocketServer server;

    private void serve(Map<String, String> settings) {
        server = new SocketServer(application, settings);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient connected() throws Exception {
        var client = RawClient.open(server.port(), PLAIN);
        client.text(HELLO).nextText();
        return client;
    }

    private int polled() throws Exception {
        return Poller.request(server.port(), ENGINE + "?EIO=4&transport=polling", "GET", BodyPublishers.noBody())
                .statusCode();
    }

    private int upgraded() throws Exception {
        return RawClient.handshake(server.port(), PLAIN, RawClient.upgrade(server.port()));
    }

    @ParameterizedTest
    @ValueSource(ints = {RawClient.PING, RawClient.PONG, RawClient.TEXT})
    void t58_framesThatComeTooFastEndTheConnection(int kind) throws Exception {
        serve(Map.of("frames.per-second", "60", "frames.burst", "100"));
        try (var client = connected(); var bystander = connected()) {
            var payload = kind == RawClient.TEXT
                    ? "{\"t\":\"echo\",\"d\":1}".getBytes(StandardCharsets.UTF_8)
                    : new byte[1];
            var flood = new ByteArrayOutputStream();
            for (var i = 0; i < 10_000; i++) {
                flood.writeBytes(RawClient.encode(kind, payload));
            }
            client.write(flood.toByteArray());
            assertThat(client.await(frame -> frame.first() == RawClient.TEXT).text()).contains("\"code\":4429",
                    "\"code\":\"too-fast\"", "\"resumable\":true");
            assertThat(client.closeCode()).isEqualTo(4429);
            assertThat(bystander.text("{\"t\":\"echo\",\"id\":1,\"d\":1}").nextText()).contains("\"data\":1");
        }
        assertThat(application.received).hasSizeLessThan(1_000);
    }

    @Test
    void t58_fragmentsCountAsFrames() throws Exception {
        serve(Map.of("frames.burst", "50", "inbound.max-fragments", "1000000"));
        try (var client = connected()) {
            client.frame(0x01, new byte[]{'{'});
            var flood = new ByteArrayOutputStream();
            for (var i = 0; i < 10_000; i++) {
                flood.writeBytes(RawClient.encode(0x00, new byte[]{' '}));
            }
            client.write(flood.toByteArray());
            assertThat(client.closeCode()).isEqualTo(4429);
        }
    }

    @Test
    void t58_packetsThatComeTooFastEndPolling() throws Exception {
        serve(Map.of("frames.burst", "50"));
        var poller = Poller.open(server.port(), ENGINE);
        poller.post("40{\"token\":\"good\"}");
        poller.packets();
        var flood = new String[1_000];
        Arrays.fill(flood, "42[\"quiet\"]");
        poller.post(flood);
        assertThat(poller.packets()).singleElement().asString().contains("\"code\":4429");
        assertThat(poller.packets()).containsExactly("1");
        assertThat(application.received).hasSizeLessThan(500);
    }

    @Test
    void framesAtTheRateAreTakenForEver() throws Exception {
        serve(Map.of("frames.per-second", "200", "frames.burst", "2"));
        try (var client = connected()) {
            for (var i = 0; i < 60; i++) {
                client.text("{\"t\":\"echo\",\"id\":1,\"d\":1}").nextText();
                Thread.sleep(8);
            }
        }
    }

    @Test
    void t60_strangersOfAnAddressAreCappedAndGoInTime() throws Exception {
        serve(Map.of("visits.strangers-per-address", "50", "deadlines.connect", "1s", "heartbeat.tick", "20ms"));
        var admitted = 0;
        for (var i = 0; i < HANDSHAKES; i++) {
            var status = polled();
            assertThat(status).isIn(200, 429);
            admitted += status == 200 ? 1 : 0;
        }
        assertThat(admitted).isGreaterThanOrEqualTo(50);
        assertThat(server.context().getBean(Visitors.class).count()).isLessThanOrEqualTo(50);
        Awaitility.await().untilAsserted(() -> assertThat(server.sockets().count()).isZero());
        assertThat(server.context().getBean(Visitors.class).count()).isZero();
        assertThat(polled()).isEqualTo(200);
    }

    @Test
    void t60_capsHoldForEveryTransportAndThoseWhoAreKnownLeaveRoom() throws Exception {
        serve(Map.of("visits.strangers-per-address", "2", "visits.per-address", "6"));
        var open = new ArrayList<RawClient>();
        for (var i = 0; i < 4; i++) {
            open.add(connected());
        }
        open.add(RawClient.open(server.port(), PLAIN));
        assertThat(polled()).isEqualTo(200);
        assertThat(upgraded()).isEqualTo(429);
        assertThat(polled()).isEqualTo(429);
        open.get(4).text(HELLO).nextText();
        assertThat(upgraded()).isEqualTo(429);
        open.getFirst().close();
        Awaitility.await().until(() -> upgraded() == 101);
        for (var client : open) {
            client.close();
        }
    }

    @Test
    void t60_fullServerRefuses() throws Exception {
        serve(Map.of("visits.most", "1"));
        try (var _ = connected()) {
            assertThat(upgraded()).isEqualTo(503);
        }
    }

    @Test
    void t60_networkOfAnIpv6AddressCountsAsOne() throws Exception {
        serve(Map.of("visits.strangers-per-address", "1"));
        var visitors = server.context().getBean(Visitors.class);
        var visit = visitors.enter(new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 1));
        assertThatExceptionOfType(Refusal.class).isThrownBy(
                () -> visitors.enter(new InetSocketAddress(InetAddress.getByName("2001:db8::ffff:2"), 1)));
        visitors.enter(new InetSocketAddress(InetAddress.getByName("2001:db8:0:1::1"), 1)).leave();
        visit.leave();
        visit.leave();
        assertThat(visitors.count()).isZero();
    }

    @Test
    void t60_sessionThatEndsLeavesNothingBehind() throws Exception {
        serve(Map.of());
        var visitors = server.context().getBean(Visitors.class);
        var poller = Poller.open(server.port(), ENGINE);
        try (var socket = RawClient.open(server.port(), poller.uri("websocket"))) {
            socket.text("2probe").nextText();
            assertThat(server.sockets().count()).isEqualTo(2);
            socket.text("5").text("40{\"token\":\"good\"}").nextText();
            assertThat(server.sockets().count()).isOne();
            assertThat(visitors.count()).isOne();
        }
        Awaitility.await().untilAsserted(() -> assertThat(server.sockets().count()).isZero());
        assertThat(visitors.count()).isZero();
        Awaitility.await().untilAtomic(application.closed, Matchers.is(1));
    }

    @Test
    void t65_clientThatDoesNotPollIsASlowReader() throws Exception {
        serve(Map.of("deadlines.close", "1s"));
        var poller = Poller.open(server.port(), ENGINE);
        poller.post("40{\"token\":\"good\"}");
        Awaitility.await().until(() -> application.clients.size() == 1);
        for (var i = 0; i < 300; i++) {
            application.emit(Event.of("early", EchoApplication.json("1")));
        }
        assertThat(poller.packets()).hasSize(302);
        Thread.sleep(1_100);
        for (var i = 0; i < 300; i++) {
            application.emit(Event.of("n", EchoApplication.json("1")));
        }
        assertThat(poller.packets()).singleElement().asString().contains("\"code\":4508", "\"code\":\"slow-reader\"");
        assertThat(poller.packets()).containsExactly("1");
        Awaitility.await().untilAtomic(application.closed, Matchers.is(1));
    }

    @Test
    void t65_slowReaderThatNeverPollsAgainIsGoneInTime() throws Exception {
        serve(Map.of("deadlines.close", "200ms"));
        var poller = Poller.open(server.port(), ENGINE);
        poller.post("40{\"token\":\"good\"}");
        Awaitility.await().until(() -> application.clients.size() == 1);
        var big = Event.of("n", EchoApplication.json("\"" + "x".repeat(300_000) + "\""));
        for (var i = 0; i < 4; i++) {
            application.emit(big);
        }
        Awaitility.await().atMost(Duration.ofSeconds(3)).untilAtomic(application.closed, Matchers.is(1));
        assertThat(poller.get().statusCode()).isEqualTo(400);
    }

    @Test
    void publicSuitesMayConnectAsFastAsTheyDo() throws Exception {
        serve(Map.of());
        try (var echo = Echo.start(0)) {
            for (var i = 0; i < 100; i++) {
                try (var client = RawClient.open(echo.port(), "/echo")) {
                    assertThat(client.text("x").nextText()).isEqualTo("x");
                }
            }
        }
    }
}
