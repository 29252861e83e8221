package io.whispra.gateway.socketio;

import java.io.IOException;
import java.util.Map;

import io.whispra.gateway.socket.EchoApplication;
import io.whispra.gateway.socket.RawClient;
import io.whispra.gateway.socket.SocketServer;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The Socket.IO protocol document, point by point, frame by frame. */
class SocketIoTest {

    private static final String QUERY = "?EIO=4&transport=websocket";

    private final EchoApplication application = new EchoApplication();
    private SocketServer server;

    @BeforeEach
    void start() {
        server = new SocketServer(application, Map.of("deadlines.connect", "500ms", "heartbeat.tick", "20ms",
                "deadlines.close", "200ms"),
                EchoServer.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient echo() throws IOException {
        var client = RawClient.open(server.port(), EchoServer.PATH + QUERY);
        assertThat(client.nextText()).startsWith("0{");
        return client;
    }

    private RawClient whispra() throws IOException {
        var client = RawClient.open(server.port(), "/socket.io/" + QUERY);
        assertThat(client.nextText()).startsWith("0{");
        return client;
    }

    private RawClient joined() throws IOException {
        var client = echo().text("40");
        assertThat(client.nextText()).matches("40\\{\"sid\":\"[\\w-]{24}\"}");
        assertThat(client.nextText()).isEqualTo("42[\"auth\",{}]");
        return client;
    }

    @Test
    void clientJoinsTheMainNamespaceWithItsPayload() throws IOException {
        try (var client = echo()) {
            client.text("40{\"token\":\"123\"}");
            assertThat(client.nextText()).matches("40\\{\"sid\":\"[\\w-]{24}\"}");
            assertThat(client.nextText()).isEqualTo("42[\"auth\",{\"token\":\"123\"}]");
        }
    }

    @Test
    void clientJoinsACustomNamespaceBesideTheMainOne() throws IOException {
        try (var client = joined()) {
            client.text("40/custom,{\"a\":1}");
            assertThat(client.nextText()).matches("40/custom,\\{\"sid\":\"[\\w-]{24}\"}");
            assertThat(client.nextText()).isEqualTo("42/custom,[\"auth\",{\"a\":1}]");
            client.text("42/custom,5[\"message\",1]").text("42[\"message\"]");
            assertThat(client.nextText()).isEqualTo("42/custom,[\"message-back\",1]");
            assertThat(client.nextText()).isEqualTo("43/custom,5[1]");
            assertThat(client.nextText()).isEqualTo("42[\"message-back\"]");
        }
    }

    @Test
    void unknownNamespaceIsRefusedAndTheConnectionStays() throws IOException {
        try (var client = echo()) {
            client.text("40/random");
            assertThat(client.nextText()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
            assertThat(client.text("40").nextText()).startsWith("40{");
        }
    }

    @Test
    void eventIsEchoedWithBinaryInPlace() throws IOException {
        try (var client = joined()) {
            client.text(
                    "452-7[\"message\",{\"_placeholder\":true,\"num\":0},{\"a\":{\"_placeholder\":true,\"num\":1}}]")
                    .frame(RawClient.BINARY, new byte[]{1, 2}).frame(RawClient.BINARY, new byte[]{3});
            assertThat(client.nextText()).isEqualTo(
                    "452-[\"message-back\",{\"_placeholder\":true,\"num\":0},{\"a\":{\"_placeholder\":true,\"num\":1}}]");
            assertThat(client.next().payload()).containsExactly(1, 2);
            assertThat(client.next().payload()).containsExactly(3);
            assertThat(client.nextText()).isEqualTo(
                    "462-7[{\"_placeholder\":true,\"num\":0},{\"a\":{\"_placeholder\":true,\"num\":1}}]");
            assertThat(client.next().payload()).containsExactly(1, 2);
            assertThat(client.next().payload()).containsExactly(3);
        }
    }

    @Test
    void clientThatDisconnectsMayJoinAgain() throws IOException {
        try (var client = joined()) {
            assertThat(client.text("41").text("40").nextText()).startsWith("40{");
            assertThat(server.context().getBean(EchoNamespace.class).closed).hasValue(1);
        }
    }

    @Test
    void secondConnectChangesNothing() throws IOException {
        try (var client = joined()) {
            assertThat(client.text("40").text("421[\"alive\"]").nextText()).isEqualTo("431[]");
        }
    }

    @Test
    void clientThatJoinsNothingIsClosedInTime() throws IOException {
        try (var silent = echo(); var gone = joined()) {
            gone.text("41");
            assertThat(silent.closeCode()).isEqualTo(4408);
            assertThat(gone.closeCode()).isEqualTo(4408);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4abc", "42", "42[]", "42{}", "42/custom,[\"x\"]", "41/custom,", "43[]", "44{}",
            "42[\"connect\"]", "4511-[\"x\"]", "45-[\"x\"]", "4", "2", "0", "5", "9", "x", ""})
    void t55_malformedPacketClosesItsConnectionOnly(String packet) throws IOException {
        try (var client = joined(); var bystander = joined()) {
            assertThat(client.text(packet).closeCode()).isEqualTo(4400);
            assertThat(bystander.text("421[\"alive\"]").nextText()).isEqualTo("431[]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"42[\"x\"]", "451-[\"x\"]", "41", "431[]"})
    void t55_nothingIsAcceptedBeforeTheConnect(String packet) throws IOException {
        try (var client = echo()) {
            assertThat(client.text(packet).closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void applicationIsAnsweredInItsOwnWords() throws IOException {
        try (var client = whispra()) {
            client.text("40{\"token\":\"good\"}");
            assertThat(client.nextText()).startsWith("40{\"sid\"");
            assertThat(client.nextText()).isEqualTo("42[\"ready\",{\"hello\":\"wörld\"}]");
            client.text("427[\"echo\",{\"a\":1},\"ignored\"]");
            assertThat(client.nextText()).isEqualTo("437[{\"ok\":true,\"data\":{\"a\":1}}]");
            client.text("428[\"quiet\"]");
            assertThat(client.nextText()).isEqualTo("438[{\"ok\":true}]");
            client.text("429[\"refuse\"]");
            assertThat(client.nextText()).startsWith("439[{\"ok\":false,\"error\":{").contains("\"code\":\"invalid\"");
            client.text("4210[\"fail\"]");
            assertThat(client.nextText()).contains("\"code\":\"internal\"").doesNotContain("on purpose");
        }
    }

    @ParameterizedTest
    @CsvSource({"broken,4500", "busy,4503"})
    void refusalThatPassesClosesTheTransportSoThatAStockClientComesBack(String token, int code) throws IOException {
        try (var client = whispra()) {
            client.text("40{\"token\":\"" + token + "\"}");
            assertThat(client.next().closeCode()).isEqualTo(code);
            assertThat(application.opened).hasValue(0);
        }
    }

    @Test
    void refusedConnectCarriesTheProblem() throws IOException {
        try (var client = whispra()) {
            client.text("40{\"token\":\"bad\"}");
            assertThat(client.nextText()).startsWith("44{\"message\":\"")
                    .contains("\"data\":{", "\"code\":\"unauthenticated\"");
            assertThat(application.opened).hasValue(0);
            assertThat(client.closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void stoppingServerSaysByeAndClosesTheTransport() throws IOException {
        try (var client = whispra()) {
            client.text("40{\"token\":\"good\"}").nextText();
            client.nextText();
            server.stop();
            assertThat(client.nextText()).startsWith("42[\"bye\",{\"code\":4503,").contains("\"resumable\":true");
            assertThat(client.next().closeCode()).isEqualTo(4503);
            assertThat(client.isCut()).isTrue();
        }
    }

    @Test
    void finalCloseDisconnectsTheNamespace() throws IOException {
        try (var client = whispra()) {
            client.text("40{\"token\":\"good\"}").nextText();
            client.nextText();
            client.text("42[\"disconnect\"]");
            assertThat(client.nextText()).startsWith("42[\"bye\",{\"code\":4400,").contains("\"resumable\":false");
            assertThat(client.nextText()).isEqualTo("41");
            assertThat(client.next().closeCode()).isEqualTo(4400);
            await().untilAtomic(application.closed, Matchers.is(1));
        }
    }
}
