package io.whispra.gateway.engineio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.whispra.gateway.socket.EchoApplication;
import io.whispra.gateway.socket.RawClient;
import io.whispra.gateway.socket.SocketServer;
import io.whispra.gateway.socketio.Echo;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/** The Engine.IO protocol document, as far as HTTP long-polling goes. */
@ExtendWith(OutputCaptureExtension.class)
class PollingTest {

    private static final String PATH = "/engine.io/";
    private static final int LIMIT = 1_000_000;

    private static SocketServer server;

    @BeforeAll
    static void start() {
        server = Echo.start(0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Poller open(String... headers) throws IOException, InterruptedException {
        return Poller.open(server.port(), PATH, headers);
    }

    private static void isClosed(Poller poller) throws IOException, InterruptedException {
        assertThat(poller.get().statusCode()).isEqualTo(400);
        assertThat(poller.post("4x").statusCode()).isEqualTo(400);
    }

    @Test
    void handshakeTellsTheSessionAndItsBounds() throws Exception {
        var opened = Poller.request(server.port(), PATH + "?EIO=4&transport=polling", "GET", BodyPublishers.noBody());
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.headers().firstValue("content-type")).hasValue("text/plain;charset=UTF-8");
        assertThat(opened.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(opened.body()).matches("0\\{\"sid\":\"[\\w-]{24}\",\"upgrades\":\\[\"websocket\"],"
                + "\"pingInterval\":300,\"pingTimeout\":200,\"maxPayload\":1000000}");
    }

    @ParameterizedTest
    @CsvSource({"GET,transport=polling,5,Unsupported protocol version",
            "GET,EIO=abc&transport=polling,5,Unsupported protocol version", "GET,EIO=4,0,Transport unknown",
            "GET,EIO=4&transport=abc,0,Transport unknown", "POST,EIO=4&transport=polling,2,Bad handshake method",
            "PUT,EIO=4&transport=polling,2,Bad handshake method", "GET,EIO=4&transport=websocket,3,Bad request",
            "GET,EIO=4&transport=polling&sid=abc,1,Session ID unknown",
            "POST,EIO=4&transport=polling&sid=abc,1,Session ID unknown",
            "GET,EIO=4&transport=polling&sid=,1,Session ID unknown"})
    void otherHandshakesAreRefused(String method, String query, int code, String message) throws Exception {
        var refused = Poller.request(server.port(), PATH + "?" + query, method, BodyPublishers.noBody());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("{\"code\":%d,\"message\":\"%s\"}", code, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4hello", "4test1\u001e4test2\u001e4test3", "4hello\u001ebAQIDBA==", "4", "4é😀", "b"})
    void packetsAreEchoed(String payload) throws Exception {
        var poller = open();
        var pushed = poller.post(payload);
        assertThat(pushed.statusCode()).isEqualTo(200);
        assertThat(pushed.body()).isEqualTo("ok");
        assertThat(poller.get().body()).isEqualTo(payload);
    }

    @Test
    void getWaitsForAPacket() throws Exception {
        var poller = open();
        var waiting = poller.waiting();
        assertThat(waiting).isNotDone();
        poller.post("4late");
        assertThat(waiting.get().body()).isEqualTo("4late");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "\u001e4a", "2", "2probe", "5", "0", "7", "b%", "6\u001ex\u001e4b"})
    void t55_malformedPayloadClosesTheSession(String payload) throws Exception {
        var poller = open();
        assertThat(poller.post(payload).statusCode()).isEqualTo(400);
        isClosed(poller);
    }

    @Test
    void t55_payloadThatIsNotUtf8ClosesTheSession() throws Exception {
        var poller = open();
        assertThat(poller.post(BodyPublishers.ofByteArray(new byte[]{'4', (byte) 0xC0, (byte) 0x80})).statusCode())
                .isEqualTo(400);
        isClosed(poller);
    }

    @Test
    void t60_secondGetClosesTheSession() throws Exception {
        var poller = open();
        var first = poller.waiting();
        Awaitility.await().during(Duration.ofMillis(50)).until(() -> !first.isDone());
        assertThat(poller.get().statusCode()).isEqualTo(400);
        assertThat(first.get().statusCode()).isEqualTo(200);
        assertThat(first.get().body()).isEqualTo("1");
        isClosed(poller);
    }

    @Test
    void t60_secondPostClosesTheSession() throws Exception {
        try (var patient = new SocketServer(new EchoApplication(), Map.of());
                var slow = RawClient.plain(patient.port())) {
            var poller = Poller.open(patient.port(), "/socket.io/");
            slow.write(("POST " + poller.uri("polling") + " HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n4")
                    .getBytes(US_ASCII));
            Awaitility.await().until(() -> poller.post("3").statusCode() == 400);
            isClosed(poller);
        }
    }

    @Test
    void t54_sessionIsNotInTheLogWhenARequestIsBrokenOff(CapturedOutput output) throws Exception {
        try (var patient = new SocketServer(new EchoApplication(), Map.of())) {
            var poller = Poller.open(patient.port(), "/socket.io/");
            try (var gone = RawClient.plain(patient.port())) {
                gone.write(("POST " + poller.uri("polling") + " HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n4")
                        .getBytes(US_ASCII));
                Awaitility.await().during(Duration.ofMillis(50)).until(() -> true);
            }
            Awaitility.await().until(() -> poller.post("3").statusCode() == 200);
            assertThat(output.getAll()).doesNotContain(poller.sid(), " ERROR ");
        }
    }

    @Test
    void t60_getThatIsBrokenOffClosesTheSession() throws Exception {
        try (var patient = new SocketServer(new EchoApplication(), Map.of("deadlines.connect", "1m"))) {
            var poller = Poller.open(patient.port(), "/socket.io/");
            try (var gone = RawClient.plain(patient.port())) {
                gone.write(("GET " + poller.uri("polling") + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(US_ASCII));
                assertThat(poller.post("3").statusCode()).isEqualTo(200);
            }
            Awaitility.await().until(() -> poller.post("3").statusCode() == 400);
        }
    }

    @Test
    void whatCameBeforeAMalformedPacketIsAnswered() throws Exception {
        var poller = open();
        assertThat(poller.post("4a", "x", "4b").statusCode()).isEqualTo(400);
        assertThat(poller.packets()).containsExactly("4a");
        assertThat(poller.packets()).containsExactly("1");
        isClosed(poller);
    }

    @Test
    void clientThatAnswersThePingsStays() throws Exception {
        var poller = open();
        for (var i = 0; i < 4; i++) {
            assertThat(poller.packets()).containsExactly("2");
            assertThat(poller.post("3").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void f16_clientThatAnswersNoPingIsClosedInTime() throws Exception {
        var poller = open();
        var opened = System.nanoTime();
        assertThat(poller.packets()).containsExactly("2");
        assertThat(poller.get().body()).isEqualTo("1");
        assertThat((System.nanoTime() - opened) / 1_000_000).isBetween(400L, 1_500L);
        isClosed(poller);
    }

    @Test
    void f16_clientThatDoesNotPollIsClosed() throws Exception {
        var poller = open();
        Thread.sleep(500); // as the public test suite waits: the session must be over at this very moment
        isClosed(poller);
    }

    @Test
    void closeEndsTheWaitingGet() throws Exception {
        var poller = open();
        var waiting = poller.waiting();
        Awaitility.await().during(Duration.ofMillis(50)).until(() -> !waiting.isDone());
        assertThat(poller.post("1").body()).isEqualTo("ok");
        assertThat(waiting.get().body()).isEqualTo("6");
        isClosed(poller);
    }

    @Test
    void payloadOfTheLimitIsAccepted() throws Exception {
        var poller = open();
        var payload = "4" + "x".repeat(LIMIT - 1);
        assertThat(poller.post(payload).statusCode()).isEqualTo(200);
        assertThat(poller.get().body()).isEqualTo(payload);
    }

    @Test
    void t57_payloadAboveTheLimitIsRefusedWhileItIsRead() throws Exception {
        var payload = ("4" + "x".repeat(LIMIT)).getBytes(US_ASCII);
        for (var body : List.of(BodyPublishers.ofByteArray(payload),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(payload)))) {
            var poller = open();
            assertThat(poller.post(body).statusCode()).isEqualTo(413);
            isClosed(poller);
        }
    }

    @Test
    void t57_hugeDeclaredLengthIsRefusedBeforeItComes() throws Exception {
        var poller = open();
        try (var client = RawClient.plain(server.port())) {
            client.write(
                    ("POST " + poller.uri("polling") + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2147483648\r\n\r\n")
                            .getBytes(US_ASCII));
            assertThat(client.line()).startsWith("HTTP/1.1 413");
        }
        isClosed(poller);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://app.example.evil", "https://evil-app.example",
            "http://app.example", "https://app.example:8443"})
    void t49t50_foreignOriginIsRefusedAndToldNothing(String origin) throws Exception {
        for (var method : List.of("GET", "POST", "OPTIONS")) {
            var refused = Poller.request(server.port(), PATH + "?EIO=4&transport=polling", method,
                    BodyPublishers.noBody(), "Origin", origin, "X", "y");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.headers().firstValue("access-control-allow-origin")).isEmpty();
        }
    }

    @Test
    void t49_listedOriginIsNamed() throws Exception {
        var origin = new String[]{"Origin", "https://app.example"};
        for (var response : List.of(open(origin).post("4x"), open(origin).get(),
                Poller.request(server.port(), PATH + "?EIO=4", "GET", BodyPublishers.noBody(), origin))) {
            assertThat(response.headers().firstValue("access-control-allow-origin")).hasValue("https://app.example");
            assertThat(response.headers().firstValue("access-control-allow-credentials")).hasValue("true");
            assertThat(response.headers().allValues("vary")).contains("Origin");
        }
        assertThat(open().post("4x").headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void t49_preflightOfAListedOriginIsAnswered() throws Exception {
        try (var client = RawClient.plain(server.port())) {
            client.write(("OPTIONS " + PATH + "?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Origin: https://app.example\r\nAccess-Control-Request-Method: POST\r\n"
                    + "Access-Control-Request-Headers: content-type\r\n\r\n")
                    .getBytes(US_ASCII));
            assertThat(client.all()).startsWith("HTTP/1.1 204").contains(
                    "Access-Control-Allow-Origin: https://app.example", "Access-Control-Allow-Methods: GET, POST",
                    "Access-Control-Allow-Headers: Content-Type", "Access-Control-Allow-Credentials: true");
        }
        try (var client = RawClient.plain(server.port())) {
            client.write(("OPTIONS " + PATH + "?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n")
                    .getBytes(US_ASCII));
            assertThat(client.all()).startsWith("HTTP/1.1 403").doesNotContain("Access-Control-Allow");
        }
    }

    @Test
    void t54_sessionIsOnlyForTheOriginThatOpenedIt() throws Exception {
        var own = open();
        var listed = open("Origin", "https://app.example");
        var sameHost = new String[]{"Origin", "http://127.0.0.1:" + server.port()};
        assertThat(own.with(sameHost).post("4x").statusCode()).isEqualTo(200);
        assertThat(own.with("Origin", "https://app.example").get().statusCode()).isEqualTo(400);
        assertThat(own.with("Origin", "https://app.example").post("4x").body()).contains("Session ID unknown");
        assertThat(listed.with().get().statusCode()).isEqualTo(400);
        assertThat(listed.with(sameHost).post("4x").statusCode()).isEqualTo(400);
        var headers = RawClient.upgrade(server.port());
        assertThat(RawClient.handshake(server.port(), listed.uri("websocket"), headers)).isEqualTo(400);
        assertThat(own.packets()).containsExactly("4x");
        assertThat(listed.post("4y").statusCode()).isEqualTo(200);
    }

    @Test
    void t15_tokenInTheUrlIsRefused() throws Exception {
        assertThat(Poller.request(server.port(), PATH + "?EIO=4&transport=polling&token=x", "GET",
                BodyPublishers.noBody()).statusCode()).isEqualTo(401);
    }
}
