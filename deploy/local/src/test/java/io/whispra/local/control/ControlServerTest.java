package io.whispra.local.control;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.whispra.local.problem.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ControlServerTest {

    private static final StackStatus STATUS = new StackStatus("ready", "http://localhost:1", 2, "/data", Instant.EPOCH,
            List.of(new PartStatus("gateway", "ready", 3L, 4, 5, 0, Instant.EPOCH)));

    @TempDir
    Path folder;

    private ControlServer server;

    @BeforeEach
    void start() {
        server = ControlServer.start(folder, request -> switch (request) {
            case Request.Status() -> CompletableFuture.completedFuture(STATUS);
            case Request.StartPart(var part) -> CompletableFuture.failedFuture(Problem.failed("no " + part));
            case Request.StopPart(var part) -> CompletableFuture.failedFuture(Problem.failed("not " + part));
            case Request.Restart _ -> CompletableFuture.failedFuture(Problem.failed("it is dead"));
            case Request.Stop() -> throw Problem.failed("not now");
        });
    }

    @AfterEach
    void stop() {
        server.close();
        assertThat(server.socket()).doesNotExist();
    }

    @Test
    void answersWithTheStatus() throws Exception {
        assertThat(answer("{\"request\":\"status\"}\n")).isEqualTo(new Reply(STATUS, null));
    }

    @Test
    void aProblemIsAnAnswerWhetherItComesAtOnceOrLater() throws Exception {
        assertThat(answer("{\"request\":\"restart\",\"part\":\"gateway\"}\n").problem()).isEqualTo("it is dead");
        assertThat(answer("{\"request\":\"start-part\",\"part\":\"s3\"}\n").problem()).isEqualTo("no s3");
        assertThat(answer("{\"request\":\"stop-part\",\"part\":\"s3\"}\n").problem()).isEqualTo("not s3");
        assertThat(answer("{\"request\":\"stop\"}\n").problem()).isEqualTo("not now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "status\n", "{\"request\":\"fly\"}\n", "[]\n", "{\"request\":\"status\"", "null\n"})
    void whatCannotBeReadIsRefused(String line) throws Exception {
        assertThat(answer(line).problem()).isEqualTo("the request cannot be read");
    }

    @Test
    void p5_aLineWithoutEndIsRefusedAtFourKibibytes() throws Exception {
        assertThat(answer("x".repeat(4 * 1024)).problem()).isEqualTo("the request cannot be read");
    }

    @Test
    void itGoesOnAfterClientsThatSayNothing() throws Exception {
        for (var i = 0; i < 40; i++) {
            SocketChannel.open(UnixDomainSocketAddress.of(server.socket())).close();
        }

        assertThat(answer("{\"request\":\"status\"}\n").status()).isEqualTo(STATUS);
    }

    private Reply answer(String line) throws Exception {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(server.socket()));
            Channels.newOutputStream(channel).write(line.getBytes(StandardCharsets.UTF_8));
            channel.shutdownOutput();
            return StateFile.JSON.readValue(Channels.newInputStream(channel).readAllBytes(), Reply.class);
        }
    }
}
