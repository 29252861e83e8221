package io.whispra.acceptance;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.whispra.acceptance.client.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A page in a headless Chromium of its own; see {@code src/test/node/browser.mjs}. */
final class Browser implements AutoCloseable {

    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader reports;

    private Browser(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.reports = process.inputReader(StandardCharsets.UTF_8);
    }

    /** What a script returned, and what the page's content security policy has refused so far. */
    record Outcome(JsonNode value, JsonNode refused) {}

    /** Whether there is one here: the package's is for Linux on x86-64, elsewhere {@code CHROMIUM} names one. */
    static boolean isThere() {
        return System.getenv("CHROMIUM") != null
                || (System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64"));
    }

    /** Opens this address, which must answer 200. */
    static Browser open(URI address) {
        try {
            var browser = new Browser(new ProcessBuilder("node", "browser.mjs")
                    .directory(Path.of("target", "node").toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            var command = Json.object("{'do': 'open', 'page': 'page', 'url': '%s'}", address);
            var status = browser.run(command).value().asInt();
            if (status != 200) {
                throw new AssertionError(address + " answered " + status);
            }
            return browser;
        } catch (IOException e) {
            throw new UncheckedIOException("Node 20 is needed for the browser", e);
        }
    }

    /** Runs the body of an asynchronous function of {@code argument} in the page. */
    Outcome evaluate(String script, JsonNode argument) {
        var command = Json.object("{'do': 'evaluate', 'page': 'page'}").put("script", script);
        command.set("argument", argument);
        return run(command);
    }

    @Override
    public void close() {
        try {
            commands.close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private Outcome run(ObjectNode command) {
        try {
            commands.write(command.toString());
            commands.newLine();
            commands.flush();
            var line = reports.readLine();
            var report = Json.read(line == null ? "{\"error\": \"the browser has ended\"}" : line);
            if (report.has("error")) {
                throw new AssertionError(report.path("error").asString());
            }
            return new Outcome(report.path("value"), report.path("refused"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
