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

/** A headless Chromium of its own; see {@code src/test/node/browser.mjs}. */
final class Browser implements AutoCloseable {

    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader reports;
    private int pages;

    private Browser(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.reports = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Whether there is one here: the package's is for Linux on x86-64, elsewhere {@code CHROMIUM} names one. */
    static boolean isThere() {
        return System.getenv("CHROMIUM") != null
                || (System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64"));
    }

    static Browser start() {
        try {
            return new Browser(new ProcessBuilder("node", "browser.mjs")
                    .directory(Path.of("target", "node").toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("Node 20 is needed for the browser", e);
        }
    }

    /** A page that shares nothing with any other one. */
    Page visit(URI base, Look look) {
        var page = new Page(this, "page-" + ++pages, base);
        page.visit(look);
        return page;
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

    /** What came of one command; fails as the browser failed. */
    JsonNode run(ObjectNode command) {
        try {
            commands.write(command.toString());
            commands.newLine();
            commands.flush();
            var line = reports.readLine();
            var report = Json.read(line == null ? "{\"error\": \"the browser has ended\"}" : line);
            if (report.has("error")) {
                throw new AssertionError(report.path("error").asString());
            }
            return report;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
