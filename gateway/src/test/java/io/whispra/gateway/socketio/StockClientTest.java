package io.whispra.gateway.socketio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.whispra.gateway.socket.EchoApplication;
import io.whispra.gateway.socket.SocketServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The stock socket.io-client of npm, with its default transports and with each alone. It is installed once, below `target`. */
class StockClientTest {

    private static final Path SOURCE = Path.of("src/test/socket.io-client");
    private static final Path INSTALLED = Path.of("target/socket.io-client");
    private static final int MINUTES = 2;

    @ParameterizedTest
    @ValueSource(strings = {"polling,websocket", "websocket", "polling"})
    void stockClientConnectsTalksAndIsRefused(String transports) throws IOException, InterruptedException {
        assumeThat(isNodeThere()).as("Node.js and npm, which run the stock client, are not installed").isTrue();
        install();
        try (var server = new SocketServer(new EchoApplication(), Map.of("heartbeat.interval", "800ms",
                "heartbeat.timeout", "800ms", "heartbeat.tick", "10ms", "frames.per-second", "0"), EchoServer.class)) {
            var run = run(INSTALLED, "node", "echo.mjs", "http://127.0.0.1:" + server.port(), transports);
            assertThat(run.code()).as("%s", run.output()).isZero();
            assertThat(run.output()).contains("all 11");
        }
    }

    private static boolean isNodeThere() throws InterruptedException {
        try {
            return run(Path.of("."), "npm", "--version").code() == 0
                    && run(Path.of("."), "node", "--version").code() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        var lock = INSTALLED.resolve("package-lock.json");
        var installed = Files.exists(INSTALLED.resolve("node_modules/socket.io-client"))
                && Files.exists(lock) && Files.mismatch(lock, SOURCE.resolve("package-lock.json")) < 0;
        for (var file : List.of("package.json", "package-lock.json", "echo.mjs")) {
            Files.copy(SOURCE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!installed) {
            var run = run(INSTALLED, "npm", "ci", "--no-audit", "--no-fund");
            assertThat(run.code()).as("%s", run.output()).isZero();
        }
    }

    private static Run run(Path folder, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            var text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
            return new Run(process.exitValue(), text);
        } finally {
            process.destroyForcibly();
        }
    }

    private record Run(int code, String output) {}
}
