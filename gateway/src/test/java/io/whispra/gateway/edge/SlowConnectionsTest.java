package io.whispra.gateway.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/** Connections that take their time, as slowhttptest makes them. */
class SlowConnectionsTest {

    private static final int SLOW = 500;
    private static final long SOON = 500;
    private static final int BIG = 30_000_000;
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n";

    private final List<Socket> sockets = new ArrayList<>();
    @SuppressWarnings("NullAway.Init") // each test begins with it
    private DisposableServer server;

    private void serve(Map<String, String> settings) {
        var properties = new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("",
                ConnectionProperties.class);
        var addresses = new ClientAddresses(new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("", EdgeProperties.class));
        server = new Connections(properties, addresses).apply(HttpServer.create()).host("127.0.0.1").port(0)
                .handle(SlowConnectionsTest::answer)
                .bindNow();
    }

    private static Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        return switch (request.uri()) {
            case "/never" -> Mono.never();
            case "/big" -> response.sendByteArray(Mono.just(new byte[BIG]));
            default -> request.receive().aggregate().asString().defaultIfEmpty("")
                    .flatMap(body -> response.sendString(Mono.just("got " + body.length())).then());
        };
    }

    @AfterEach
    void stop() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        server.disposeNow();
    }

    private Socket send(String bytes) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(5_000);
        sockets.add(socket);
        socket.getOutputStream().write(bytes.getBytes(US_ASCII));
        return socket;
    }

    /** Milliseconds until a new client has its answer. */
    private long healthy() throws IOException, InterruptedException {
        var began = System.nanoTime();
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/")).build(),
                    BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("got 0");
        }
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static boolean isCut(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    @Test
    void t64_freshRequestIsAnsweredSoonWhileHundredsAreSlow() throws Exception {
        serve(Map.of("header-timeout", "2s", "body-grace", "2s"));
        healthy();
        var kinds = List.of("", "GET / HTTP/1.1\r\nHost: x\r\nX-a: b\r\n", HEAD + "x");
        for (var i = 0; i < SLOW; i++) {
            send(kinds.get(i % kinds.size()));
        }
        var until = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (System.nanoTime() < until) {
            for (var i = 1; i < SLOW; i += 10) {
                sockets.get(i).getOutputStream().write('y');
            }
            assertThat(healthy()).isLessThan(SOON);
        }
        Awaitility.await().atMost(Duration.ofSeconds(8)).untilAsserted(
                () -> assertThat(sockets).allMatch(SlowConnectionsTest::isCut));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HTTP/1.1\r\nX-a", "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /"})
    void t64_headersThatDoNotComeInTimeEndTheConnection(String bytes) throws Exception {
        serve(Map.of("header-timeout", "300ms"));
        var began = System.nanoTime();
        var socket = send(bytes);
        if (bytes.endsWith("GET /")) {
            Thread.sleep(50); // what comes with a whole request is waited for when more of it comes
            socket.getOutputStream().write(' ');
        }
        while (!isCut(socket)) {
            assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(3).toNanos());
        }
        assertThat(System.nanoTime() - began).isGreaterThan(Duration.ofMillis(300).toNanos());
    }

    @Test
    void t64_bodyThatComesTooSlowlyEndsTheConnectionAndOneOfTheRateDoesNot() throws Exception {
        serve(Map.of("min-body-rate", "1000B", "body-grace", "300ms"));
        var slow = send(HEAD);
        var fast = send(HEAD.replace("100000", "6000"));
        for (var i = 0; i < 20; i++) {
            try {
                slow.getOutputStream().write(new byte[20]);
            } catch (IOException _) {
                // it is cut
            }
            fast.getOutputStream().write(new byte[300]);
            Thread.sleep(100);
        }
        assertThat(isCut(slow)).isTrue();
        assertThat(new String(fast.getInputStream().readNBytes(15), US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void t64_clientThatTakesNothingOfItsAnswerIsCutAndOneThatTakesItSlowlyIsNot() throws Exception {
        serve(Map.of("write-timeout", "600ms"));
        var stalled = send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
        var slow = send("GET /big HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        var taken = 0L;
        for (var i = 0; i < 10; i++) {
            taken += slow.getInputStream().readNBytes(2_000_000).length;
            Thread.sleep(200);
        }
        taken += slow.getInputStream().readAllBytes().length;
        assertThat(taken).isGreaterThan(BIG);
        assertThat(rest(stalled)).isLessThan(BIG);
    }

    /** Bytes until the connection ends, however it does. */
    private static long rest(Socket socket) {
        var taken = 0L;
        try {
            for (var n = 0; n >= 0; n = socket.getInputStream().read(new byte[65_536])) {
                taken += n;
            }
        } catch (IOException _) {
            // it is cut
        }
        return taken;
    }

    @Test
    void t64_connectionsOfOneAddressAreCapped() throws Exception {
        serve(Map.of("per-address", "10", "header-timeout", "1m"));
        for (var i = 0; i < 10; i++) {
            send("");
        }
        Awaitility.await().until(() -> isCut(send("")));
        for (var socket : sockets) {
            socket.close();
        }
        Awaitility.await().ignoreExceptions().until(() -> healthy() >= 0);
    }

    @Test
    void t46_requestsThatWaitForOneThatIsNeverAnsweredTakeNoMemory() throws Exception {
        serve(Map.of("write-timeout", "1m"));
        healthy();
        var requests = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(1_000).getBytes(US_ASCII);
        var before = heap();
        var socket = send("GET /never HTTP/1.1\r\nHost: x\r\n\r\n");
        var flood = Thread.ofPlatform().start(() -> {
            try {
                for (var i = 0; i < 100; i++) {
                    socket.getOutputStream().write(requests);
                }
            } catch (IOException _) {
                // the server has had enough
            }
        });
        flood.join(Duration.ofSeconds(1));
        assertThat(healthy()).isLessThan(SOON);
        assertThat(heap() - before).isLessThan(5L << 20);
        socket.close();
    }

    private static long heap() {
        System.gc();
        return java.lang.management.ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
