package io.whispra.gateway.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LinkTest {

    private static final String PATH = "/api/v1/ws";
    private static final String HELLO = "{\"t\":\"hello\",\"d\":{\"token\":\"good\"}}";
    private static final int LIMIT = 65_536;

    private final EchoApplication application = new EchoApplication();
    private SocketServer server;

    @BeforeEach
    void start() {
        server = new SocketServer(application, Map.of("heartbeat.tick", "20ms", "deadlines.close", "1s",
                "inbound.max-fragments", "10", "frames.per-second", "0"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient connected() throws IOException {
        return admitted(RawClient.open(server.port(), PATH));
    }

    private static RawClient admitted(RawClient client) throws IOException {
        client.text(HELLO).nextText();
        return client;
    }

    @Test
    void messageOfTheLimitIsAccepted() throws IOException {
        try (var client = connected()) {
            assertThat(client.text(echoOf(LIMIT)).nextText()).hasSize(LIMIT + "\"ack\",\"id\":1".length()
                    + "{\"ok\":true,\"data\":}".length() - "\"echo\",\"id\":1".length());
        }
    }

    @Test
    void t57_messageAboveTheLimitIsRefused() throws IOException {
        try (var client = connected()) {
            client.text(echoOf(LIMIT + 1));
            assertThat(client.nextText()).contains("\"t\":\"bye\"", "\"code\":\"too-large\"");
            assertThat(client.closeCode()).isEqualTo(4413);
        }
    }

    @Test
    void t57_hugeDeclaredLengthIsRefusedBeforeItComes() throws IOException {
        try (var client = connected()) {
            client.write(new byte[]{(byte) RawClient.BINARY, (byte) 0xFF, 0, 0, 0, 0, 0x7F, 0, 0, 0});
            assertThat(client.closeCode()).isEqualTo(4413);
        }
    }

    private static String echoOf(int size) {
        var frame = "{\"t\":\"echo\",\"id\":1,\"d\":\"%s\"}";
        return frame.formatted("x".repeat(size - frame.length() + 2));
    }

    @Test
    void fragmentsArePutTogetherAroundAPing() throws IOException {
        var message = "{\"t\":\"echo\",\"id\":1,\"d\":\"é\"}".getBytes(StandardCharsets.UTF_8);
        try (var client = connected()) {
            client.frame(0x01, Arrays.copyOf(message, 24));
            client.frame(RawClient.PING, new byte[]{7});
            assertThat(client.next()).satisfies(pong -> {
                assertThat(pong.first()).isEqualTo(RawClient.PONG);
                assertThat(pong.payload()).containsExactly(7);
            });
            client.frame(0x00, new byte[0]).frame(0x80, Arrays.copyOfRange(message, 24, message.length));
            assertThat(client.nextText()).contains("\"data\":\"é\"");
        }
    }

    @Test
    void t58_tooManyFragmentsAreRefused() throws IOException {
        try (var client = connected()) {
            client.frame(0x01, new byte[]{'{'});
            for (var i = 0; i < 10; i++) {
                client.frame(0x00, new byte[0]);
            }
            assertThat(client.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void t57_fragmentsAboveTheLimitAreRefused() throws IOException {
        try (var client = connected()) {
            client.frame(0x01, new byte[LIMIT]).frame(0x00, new byte[1]);
            assertThat(client.closeCode()).isEqualTo(4413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C0 80", "ED A0 80", "FF", "E2 82"})
    void t55_textThatIsNotUtf8IsRefused(String hex) throws IOException {
        try (var client = connected()) {
            client.frame(RawClient.TEXT, bytes(hex));
            assertThat(client.closeCode()).isEqualTo(4400);
        }
    }

    /** Unmasked, reserved bits, unknown opcode, a fragment of nothing, a fragmented ping, a long ping, a length of 2^63. */
    @ParameterizedTest
    @ValueSource(strings = {"81 01 78", "C1 80 00000000", "83 80 00000000", "80 80 00000000", "09 80 00000000",
            "89 FE 0080 00000000", "82 FF FFFFFFFFFFFFFFFF 00000000"})
    void t55_frameThatBreaksTheProtocolIsRefused(String hex) throws IOException {
        try (var client = connected()) {
            client.write(bytes(hex));
            assertThat(client.closeCode()).isEqualTo(4400);
        }
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void frameThatComesInPiecesIsRead() throws IOException {
        try (var client = connected()) {
            for (var piece : RawClient.encode(RawClient.TEXT, EchoApplication.json(
                    "{\"t\":\"echo\",\"id\":1,\"d\":1}"))) {
                client.write(new byte[]{piece});
            }
            assertThat(client.nextText()).contains("\"data\":1");
        }
    }

    @Test
    void framesOfOneWriteAreAllRead() throws IOException {
        var frame = RawClient.encode(RawClient.TEXT, EchoApplication.json("{\"t\":\"echo\",\"id\":1,\"d\":1}"));
        var all = new byte[frame.length * 1000];
        for (var i = 0; i < 1000; i++) {
            System.arraycopy(frame, 0, all, i * frame.length, frame.length);
        }
        try (var client = connected()) {
            client.write(all);
            for (var i = 0; i < 1000; i++) {
                assertThat(client.nextText()).contains("\"data\":1");
            }
        }
    }

    @Test
    void everybodyGetsTheEventsOfManyThreadsInOrder() throws Exception {
        var threads = 4;
        var each = 2_500;
        try (var one = connected(); var two = connected()) {
            var readers = List.of(read(one, threads * each), read(two, threads * each));
            var senders = new ArrayList<Thread>();
            for (var t = 0; t < threads; t++) {
                var sender = t;
                senders.add(Thread.ofPlatform().start(() -> {
                    for (var i = 0; i < each; i++) {
                        application.emit(Event.of("n", EchoApplication.json("[" + sender + "," + i + "]")));
                    }
                }));
            }
            for (var reader : readers) {
                var next = new int[threads];
                for (var text : reader.get()) {
                    var comma = text.indexOf(',', text.indexOf('['));
                    var sender = Integer.parseInt(text, comma - 1, comma, 10);
                    var number = Integer.parseInt(text, comma + 1, text.indexOf(']'), 10);
                    assertThat(number).isEqualTo(next[sender]++);
                }
                assertThat(next).containsOnly(each);
            }
            for (var sender : senders) {
                sender.join();
            }
        }
    }

    private static CompletableFuture<List<String>> read(RawClient client, int count) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                var texts = new ArrayList<String>(count);
                while (texts.size() < count) {
                    texts.add(client.nextText());
                }
                return texts;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void t65_slowReaderIsClosedWhileOthersGoOn() throws Exception {
        try (var _ = admitted(RawClient.small(server.port(), PATH)); var other = connected()) {
            var event = Event.of("big", EchoApplication.json("\"" + "x".repeat(8_000) + "\""));
            var giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (application.closed.get() == 0 && System.nanoTime() < giveUp) {
                application.emit(event);
                assertThat(other.nextText()).hasSizeGreaterThan(8_000);
            }
            assertThat(application.closed).hasValue(1);
            application.emit(Event.of("after", EchoApplication.json("1")));
            assertThat(other.await(frame -> frame.text().contains("after")).text()).isNotEmpty();
        }
    }

    @Test
    void t65_slowReaderThatReadsAgainIsToldBye() throws Exception {
        try (var stalled = admitted(RawClient.small(server.port(), PATH))) {
            var client = application.clients.getFirst();
            var event = Event.of("big", EchoApplication.json("\"" + "x".repeat(60_000) + "\""));
            for (var i = 0; i < 200; i++) {
                client.emit(event);
            }
            assertThat(stalled.await(frame -> frame.text().contains("\"t\":\"bye\"")).text())
                    .contains("\"code\":4508", "\"code\":\"slow-reader\"", "\"resumable\":true");
            assertThat(stalled.closeCode()).isEqualTo(4508);
        }
    }

    @Test
    void lossyEventsAreLostBeforeTheConnection() throws Exception {
        try (var stalled = admitted(RawClient.small(server.port(), PATH))) {
            var client = application.clients.getFirst();
            var lossy = Event.lossy("typing", EchoApplication.json("\"" + "x".repeat(60_000) + "\""));
            for (var i = 0; i < 500; i++) {
                client.emit(lossy);
            }
            client.emit(Event.of("kept", EchoApplication.json("1")));
            assertThat(stalled.await(frame -> frame.text().contains("kept")).text()).isNotEmpty();
            assertThat(application.closed).hasValue(0);
        }
    }

    @Test
    void eventIsEncodedOnceForAll() throws ExecutionException, InterruptedException {
        var event = Event.of("e", EchoApplication.json("1"));
        var frames = new ArrayList<CompletableFuture<Frame>>();
        for (var i = 0; i < 64; i++) {
            frames.add(CompletableFuture.supplyAsync(
                    () -> event.frame(Protocol.PLAIN, e -> Frame.text(e.json()))));
        }
        var first = frames.getFirst().get();
        for (var frame : frames) {
            assertThat(frame.get()).isSameAs(first);
        }
        assertThat(event.frame(Protocol.SOCKET_IO, e -> Frame.text(e.json()))).isNotSameAs(first);
    }
}
