package io.whispra.local.balancer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@Timeout(30)
class BalancerTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    /** For an answer, in milliseconds: a read does not end with the time of a test. */
    private static final int PATIENCE = 10_000;
    private static final int LARGE = 20 << 20;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (var each : opened.reversed()) {
            each.close();
        }
    }

    @Test
    void connectionsGoToTheServersInTurn() throws Exception {
        var balancer = balancer(Limits.DEFAULT, upstream("one").port(), upstream("two").port(),
                upstream("three").port());

        var answers = new ArrayList<String>();
        for (var i = 0; i < 9; i++) {
            answers.add(line(connect(balancer)));
        }

        assertThat(answers).startsWith("one", "two", "three").filteredOn("two"::equals).hasSize(3);
        assertThat(answers).filteredOn("three"::equals).hasSize(3);
    }

    @Test
    void f6_aDeadServerIsPassedOverAndTriedAgainLater() throws Exception {
        var dead = new Upstream("dead");
        dead.close();
        var balancer = balancer(new Limits(10, SHORT, SHORT, SHORT), dead.port(), upstream("alive").port());
        for (var i = 0; i < 5; i++) {
            assertThat(line(connect(balancer))).isEqualTo("alive");
        }

        opened.add(new Upstream("back", dead.port()));

        await().untilAsserted(() -> assertThat(line(connect(balancer))).isEqualTo("back"));
    }

    @Test
    void aServerThatIsAvoidedIsStillAskedWhenThereIsNoOther() throws Exception {
        var dead = new Upstream("dead");
        dead.close();
        var balancer = balancer(new Limits(10, SHORT, Duration.ofHours(1), SHORT), dead.port());
        assertThat(connect(balancer).getInputStream().read()).isEqualTo(-1);

        opened.add(new Upstream("back", dead.port()));

        assertThat(line(connect(balancer))).isEqualTo("back");
    }

    @Test
    void aLargeBodyComesThroughBothWaysAndTheEndsOfBothAsWell() throws Exception {
        var balancer = balancer(Limits.DEFAULT, upstream("echo").port());
        var sent = new byte[LARGE];
        new Random(1).nextBytes(sent);
        var socket = connect(balancer);
        assertThat(line(socket)).isEqualTo("echo");

        Thread.ofVirtual().start(() -> send(socket, sent));
        var received = socket.getInputStream().readAllBytes();

        assertThat(received).isEqualTo(sent);
        await().until(() -> balancer.connections() == 0);
    }

    @Test
    void f6_aConnectionEndsWithItsServer() throws Exception {
        var server = upstream("mortal");
        var balancer = balancer(new Limits(10, SHORT, SHORT, SHORT), server.port());
        var socket = connect(balancer);
        assertThat(line(socket)).isEqualTo("mortal");

        server.close();

        assertThat(socket.getInputStream().read()).isEqualTo(-1);
        // Although this client does not close its side.
        await().until(() -> balancer.connections() == 0);
    }

    @Test
    void aServerLosesItsConnectionWithItsClient() throws Exception {
        var server = upstream("one");
        var balancer = balancer(Limits.DEFAULT, server.port());
        var socket = connect(balancer);
        line(socket);

        socket.setSoLinger(true, 0);
        socket.close();

        await().until(() -> server.clients() == 0 && balancer.connections() == 0);
    }

    @Test
    void p5_whatComesBeyondTheBoundIsClosedAtOnceUntilThereIsRoomAgain() throws Exception {
        var balancer = balancer(new Limits(2, SHORT, SHORT, SHORT), upstream("one").port());
        var first = connect(balancer);
        assertThat(line(first)).isEqualTo("one");
        assertThat(line(connect(balancer))).isEqualTo("one");

        assertThat(connect(balancer).getInputStream().read()).isEqualTo(-1);

        first.close();
        await().untilAsserted(() -> assertThat(line(connect(balancer))).isEqualTo("one"));
    }

    @Test
    void p5_twoThousandIdleConnectionsTakeLittleMemory() throws Exception {
        var server = upstream("one");
        var balancer = balancer(Limits.DEFAULT, server.port());
        var before = used();

        for (var i = 0; i < 2_000; i++) {
            connect(balancer);
        }
        await().until(() -> server.clients() == 2_000);

        // Among it the 2,000 clients, and the 2,000 threads of the server.
        assertThat(used() - before).isLessThan(48L << 20);
        assertThat(balancer.connections()).isEqualTo(2_000);
    }

    @Test
    void closingEndsEveryConnectionAndFreesThePort() throws Exception {
        var server = upstream("one");
        var balancer = balancer(Limits.DEFAULT, server.port());
        var port = balancer.port();
        var sockets = List.of(connect(balancer), connect(balancer));
        for (var socket : sockets) {
            line(socket);
        }

        balancer.close();

        for (var socket : sockets) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(balancer.connections()).isZero();
        await().until(() -> server.clients() == 0);
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(port));
    }

    @Test
    void aBalancerThatWasClosedCanBeStartedAgainOnItsPort() throws Exception {
        var server = upstream("one");
        var balancer = balancer(Limits.DEFAULT, server.port());
        var port = balancer.port();
        line(connect(balancer));
        balancer.close();

        opened.add(Balancer.start(port, List.of(server.port()), Limits.DEFAULT));

        assertThat(line(connect(port))).isEqualTo("one");
    }

    @Test
    void aTakenPortIsTold() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> Balancer.start(taken.getLocalPort(), List.of(1), Limits.DEFAULT));
        }
    }

    private Upstream upstream(String name) throws IOException {
        var upstream = new Upstream(name);
        opened.add(upstream);
        return upstream;
    }

    private Balancer balancer(Limits limits, Integer... servers) throws IOException {
        var balancer = Balancer.start(0, List.of(servers), limits);
        opened.add(balancer);
        return balancer;
    }

    private Socket connect(Balancer balancer) throws IOException {
        return connect(balancer.port());
    }

    private Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE);
        opened.add(socket);
        return socket;
    }

    /** What the server says first; without its end if the connection ends before. */
    private static String line(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (var c = socket.getInputStream().read(); c >= 0 && c != '\n'; c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException _) {
            // The test sees it: something is missing.
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
