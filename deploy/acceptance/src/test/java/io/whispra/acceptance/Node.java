package io.whispra.acceptance;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.whispra.acceptance.client.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The Node process with the stock Socket.IO clients; see {@code src/test/node/clients.mjs}. */
final class Node {

    private static @Nullable Node shared;

    private final Map<String, Consumer<JsonNode>> clients = new ConcurrentHashMap<>();
    private final BufferedWriter commands;

    private Node(Process process) {
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("node-clients").start(() -> read(process));
    }

    /** Started once; it ends with this process, which closes its standard input. */
    static synchronized Node shared() {
        if (shared == null) {
            try {
                shared = new Node(new ProcessBuilder("node", "clients.mjs")
                        .directory(Path.of("target", "node").toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
            } catch (IOException e) {
                throw new UncheckedIOException("Node 20 is needed for the stock Socket.IO client", e);
            }
        }
        return shared;
    }

    void register(String client, Consumer<JsonNode> lines) {
        clients.put(client, lines);
    }

    void forget(String client) {
        clients.remove(client);
    }

    synchronized void tell(JsonNode command) {
        try {
            commands.write(command.toString());
            commands.newLine();
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var report = Json.read(line);
                var client = clients.get(report.path("client").asString());
                if (client != null) {
                    client.accept(report);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
