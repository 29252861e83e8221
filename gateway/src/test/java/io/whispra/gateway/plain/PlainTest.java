package io.whispra.gateway.plain;

import java.io.IOException;
import java.util.Map;
import java.util.stream.IntStream;

import io.whispra.gateway.socket.EchoApplication;
import io.whispra.gateway.socket.RawClient;
import io.whispra.gateway.socket.SocketServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PlainTest {

    private static final String PATH = "/api/v1/ws";
    private static final String HELLO = "{\"t\":\"hello\",\"d\":{\"token\":\"good\"}}";

    private final EchoApplication application = new EchoApplication();
    private SocketServer server;

    @BeforeEach
    void start() {
        server = new SocketServer(application, Map.of("deadlines.connect", "600ms", "heartbeat.tick", "20ms",
                "deadlines.close", "200ms",
                "heartbeat.interval", "300ms", "heartbeat.timeout", "200ms", "inbound.max-in-progress", "2"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient connected() throws IOException {
        var client = RawClient.open(server.port(), PATH).text(HELLO);
        assertThat(client.nextText()).isEqualTo("{\"t\":\"ready\",\"d\":{\"hello\":\"wörld\"}}");
        return client;
    }

    @Test
    void eventIsAcknowledgedWithItsId() throws IOException {
        try (var client = connected()) {
            client.text("{\"t\":\"echo\",\"id\":9007199254740991,\"d\":{\"a\":[1,\"é\",null]}}");
            assertThat(client.nextText()).isEqualTo(
                    "{\"t\":\"ack\",\"id\":9007199254740991,\"d\":{\"ok\":true,\"data\":{\"a\":[1,\"é\",null]}}}");
            client.text("{\"t\":\"quiet\",\"id\":0}");
            assertThat(client.nextText()).isEqualTo("{\"t\":\"ack\",\"id\":0,\"d\":{\"ok\":true}}");
        }
    }

    @Test
    void eventWithoutIdIsNotAcknowledged() throws IOException {
        try (var client = connected()) {
            client.text("{\"t\":\"echo\",\"d\":1}").text("{\"t\":\"refuse\"}")
                    .text("{\"t\":\"echo\",\"id\":1,\"d\":2}");
            assertThat(client.nextText()).isEqualTo("{\"t\":\"ack\",\"id\":1,\"d\":{\"ok\":true,\"data\":2}}");
            assertThat(application.received).containsExactly("echo1", "refusenull", "echo2");
        }
    }

    @Test
    void refusalIsAcknowledgedWithItsProblemAndTheConnectionStays() throws IOException {
        try (var client = connected()) {
            client.text("{\"t\":\"refuse\",\"id\":1}");
            assertThat(client.nextText()).startsWith("{\"t\":\"ack\",\"id\":1,\"d\":{\"ok\":false,\"error\":{")
                    .contains("\"code\":\"invalid\"", "\"errors\":[{\"pointer\":\"/x\",\"code\":\"wrong\"}]");
            client.text("{\"t\":\"fail\",\"id\":2}");
            assertThat(client.nextText()).contains("\"code\":\"internal\"").doesNotContain("on purpose", "Exception");
            client.text("{\"t\":\"echo\",\"id\":3,\"d\":true}");
            assertThat(client.nextText()).contains("\"id\":3");
        }
    }

    @ParameterizedTest
    @CsvSource({"bad,4401,unauthenticated,false", "broken,4500,internal,true", "busy,4503,unavailable,true"})
    void refusedHelloIsToldByeAndClosed(String token, int code, String problem, boolean resumable) throws IOException {
        try (var client = RawClient.open(server.port(), PATH)) {
            client.text("{\"t\":\"hello\",\"d\":{\"token\":\"" + token + "\"}}");
            assertThat(client.nextText()).startsWith("{\"t\":\"bye\",\"d\":{\"code\":" + code + ",\"problem\":{")
                    .contains("\"code\":\"" + problem + "\"", "\"resumable\":" + resumable)
                    .doesNotContain("on purpose");
            assertThat(client.closeCode()).isEqualTo(code);
            assertThat(application.opened).hasValue(0);
        }
    }

    @Test
    void whatFollowsTheHelloWaitsForTheAdmission() throws IOException {
        try (var client = RawClient.open(server.port(), PATH)) {
            client.text("{\"t\":\"hello\",\"d\":{\"token\":\"later\"}}").text("{\"t\":\"echo\",\"id\":1,\"d\":1}");
            assertThat(client.nextText()).contains("ready");
            assertThat(client.nextText()).contains("\"id\":1");
        }
    }

    @Test
    void applicationThatFailsAtTheOpeningEndsThatConnection() throws IOException {
        try (var client = RawClient.open(server.port(), PATH)) {
            client.text("{\"t\":\"hello\",\"d\":{\"token\":\"spoilt\"}}");
            assertThat(client.nextText()).contains("\"code\":4500", "\"code\":\"internal\"").doesNotContain("purpose");
            assertThat(client.closeCode()).isEqualTo(4500);
            await().untilAtomic(application.closed, org.hamcrest.Matchers.is(1));
        }
    }

    @Test
    void clientThatSaysNoHelloIsClosedInTime() throws IOException {
        try (var client = RawClient.open(server.port(), PATH)) {
            assertThat(client.nextText()).contains("\"code\":4408", "\"code\":\"connect-timeout\"");
            assertThat(client.closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void helloThatIsNeverAnsweredIsClosedInTime() throws IOException {
        try (var client = RawClient.open(server.port(), PATH)) {
            client.text("{\"t\":\"hello\",\"d\":{\"token\":\"never\"}}");
            assertThat(client.closeCode()).isEqualTo(4408);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{", "[]", "1", "null", "{\"t\":1}", "{\"t\":\"\"}", "{\"d\":{}}",
            "{\"t\":\"echo\",\"id\":\"1\"}", "{\"t\":\"echo\",\"id\":-1}", "{\"t\":\"echo\",\"id\":1.5}",
            "{\"t\":\"echo\",\"id\":9007199254740992}", "{\"t\":\"echo\",\"id\":99999999999999999999}",
            "{\"t\":\"hello\",\"d\":{\"token\":\"good\"}}", "{\"t\":\"ack\",\"id\":1}", "{\"t\":\"echo\"} {}"})
    void t55_malformedFrameClosesItsConnection(String frame) throws IOException {
        try (var client = connected()) {
            client.text(frame);
            assertThat(client.nextText()).contains("\"t\":\"bye\"", "\"code\":4400", "\"resumable\":false");
            assertThat(client.closeCode()).isEqualTo(4400);
            await().untilAtomic(application.closed, org.hamcrest.Matchers.is(1));
        }
    }

    @Test
    void firstFrameMustBeHello() throws IOException {
        try (var client = RawClient.open(server.port(), PATH)) {
            assertThat(client.text("{\"t\":\"echo\",\"d\":1}").closeCode()).isEqualTo(4400);
            assertThat(application.received).isEmpty();
        }
    }

    @Test
    void binaryIsRefused() throws IOException {
        try (var client = connected()) {
            assertThat(client.frame(RawClient.BINARY, new byte[3]).closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void notMoreEventsAreInProgressThanAllowedAndTheirOrderIsKept() throws IOException {
        try (var client = connected()) {
            for (var i = 1; i <= 20; i++) {
                client.text("{\"t\":\"hold\",\"id\":" + i + ",\"d\":" + i + "}");
            }
            await().until(() -> application.received.size() == 2);
            for (var i = 1; i <= 20; i++) {
                assertThat(application.received).hasSizeLessThanOrEqualTo(i + 1);
                application.held.computeIfAbsent(i, _ -> Sinks.one()).tryEmitValue(EchoApplication.json("" + i));
                assertThat(client.nextText()).contains("\"id\":" + i + ",");
            }
            assertThat(application.received)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).mapToObj(i -> "hold" + i).toList());
        }
    }

    @Test
    void f16_clientThatAnswersNoPingIsCut() throws IOException {
        try (var client = connected()) {
            assertThat(client.await(frame -> frame.first() == RawClient.PING).payload()).isEmpty();
            assertThat(client.isCut()).isTrue();
            await().untilAtomic(application.closed, org.hamcrest.Matchers.is(1));
        }
    }

    @Test
    void clientThatAnswersPingsStays() throws IOException {
        try (var client = connected()) {
            for (var i = 0; i < 5; i++) {
                client.await(frame -> frame.first() == RawClient.PING);
                client.frame(RawClient.PONG, new byte[0]);
            }
            assertThat(application.closed).hasValue(0);
        }
    }

    @Test
    void closeOfTheClientIsAnsweredAndTheApplicationToldOnce() throws IOException {
        try (var client = connected()) {
            client.frame(RawClient.CLOSE, new byte[]{0x03, (byte) 0xE8});
            assertThat(client.closeCode()).isEqualTo(1000);
            assertThat(client.isCut()).isTrue();
            await().untilAtomic(application.closed, org.hamcrest.Matchers.is(1));
            assertThat(server.sockets().count()).isZero();
        }
    }

    @Test
    void stoppingServerSaysByeToAllAndWhenToComeBack() throws IOException {
        try (var one = connected(); var two = connected(); var silent = RawClient.open(server.port(), PATH)) {
            server.stop();
            for (var client : new RawClient[]{one, two, silent}) {
                assertThat(client.await(frame -> frame.text().contains("bye")).text())
                        .contains("\"code\":4503", "\"resumable\":true", "\"retryAfterMs\":");
                assertThat(client.closeCode()).isEqualTo(4503);
            }
        }
    }
}
