package io.whispra.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import io.whispra.acceptance.client.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A local stack, driven by {@code deploy/whispra}; its processes are ours to kill. */
public final class LocalStack {

    private static final int MONGODB = 5;
    private static final int KAFKA = 6;
    private static final int GATEWAYS = 20;
    private static final int SERVICES = 4;
    private static final long PATIENCE_MINUTES = 4;
    /**
     * Here everybody comes from one address: what is counted by address is not limited, tries that are counted by account are. What people
     * send and ask for is measured, and not limited either. And nobody waits long for a new file of keys to be seen, or for the
     * end of a link. The media service has less memory than the largest file.
     */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SEND_RATE", "off",
            "UPLOAD_RATE", "off",
            "MEDIA_SERVICE_MEMORY", "96m",
            "WHISPRA_LINK_LIFETIME", "20s",
            "WHISPRA_FILES_POLL", "1s",
            "EDGE_RATES", "off",
            "WHISPRA_THROTTLE_REGISTRATION", "100000/1ms",
            "WHISPRA_THROTTLE_LOGINADDRESS", "100000/1ms");

    private final Path script;
    private final Size size;
    private final int port;
    private final Path data;
    private final Map<String, String> wishes;

    /**
     * How many of each there are.
     *
     * @param gateways        1 to 8
     * @param messageServices 1 to 8
     */
    public record Size(int gateways, int messageServices) {}

    /**
     * Starts nothing.
     *
     * @param script {@code deploy/whispra}
     * @param port   the first of its block of ports
     * @param data   its data folder
     * @param wishes further variables, for all of its parts
     */
    public LocalStack(Path script, Size size, int port, Path data, Map<String, String> wishes) {
        this.script = script;
        this.size = size;
        this.port = port;
        this.data = data;
        this.wishes = Map.copyOf(wishes);
    }

    public URI base() {
        return URI.create("http://localhost:" + port);
    }

    /** The services' own addresses, behind the gateway. */
    public List<URI> services() {
        var addresses = new ArrayList<URI>();
        for (var offset = 1; offset <= SERVICES; offset++) {
            addresses.add(URI.create("http://localhost:" + (port + offset)));
        }
        return addresses;
    }

    /** The gateways' own addresses, behind the balancer if there are several. */
    public List<URI> gateways() {
        return size.gateways == 1
                ? List.of(base())
                : IntStream.rangeClosed(1, size.gateways)
                        .mapToObj(k -> URI.create("http://localhost:" + (port + GATEWAYS + k)))
                        .toList();
    }

    /** The file with the keys that sign access tokens. */
    public Path signingKeys() {
        return data.resolve("secrets/signing-keys.json");
    }

    /** Where each part writes its log. */
    public Path logs() {
        return data.resolve("logs");
    }

    public String kafka() {
        return "127.0.0.1:" + (port + KAFKA);
    }

    /** Where the stores are, for a driver. */
    public String mongodb() {
        return "mongodb://127.0.0.1:" + (port + MONGODB);
    }

    /** Returns when everything is ready. */
    public void up() {
        run("up", "--detach", "--gateways", Integer.toString(size.gateways), "--message-services",
                Integer.toString(size.messageServices));
    }

    public void down() {
        run("down");
    }

    /** Two people chat on it; the transcript. */
    public String demo() {
        return run("demo");
    }

    /** Stops a part for as long as it is wanted. */
    public void stop(String part) {
        run("stop", part);
    }

    /** Starts a part that was stopped; returns when it is ready. */
    public void start(String part) {
        run("start", part);
    }

    /** What is known of the parts, the embedded ones first; empty while there is no stack. */
    public List<Part> parts() {
        return StreamSupport.stream(state().path("status").path("parts").spliterator(), false)
                .map(part -> new Part(part.path("name").asString(), part.path("state").asString(),
                        part.path("pid").asLong(0)))
                .toList();
    }

    public Part part(String name) {
        return parts().stream().filter(part -> part.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalStateException("The stack has no part " + name));
    }

    /** Sends a signal to the process of a part, if there is one at this moment: {@code KILL}, {@code STOP}, {@code CONT}. */
    public long signal(String name, String signal) {
        var pid = part(name).pid();
        if (pid > 0) {
            signal(pid, signal);
        }
        return pid;
    }

    /** Sends a signal to a process, which may have ended. */
    public static void signal(long pid, String signal) {
        execute(List.of("kill", "-" + signal, Long.toString(pid)), Map.of());
    }

    private JsonNode state() {
        try {
            var file = data.resolve("run/state.json");
            return Json.read(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
        } catch (IOException | JacksonException _) {
            // It was deleted or replaced at this moment.
            return Json.read(new byte[0]);
        }
    }

    private String run(String... arguments) {
        var command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
        var outcome = execute(command, wishes);
        if (outcome.exitCode != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed:\n" + outcome.output);
        }
        return outcome.output;
    }

    private record Outcome(int exitCode, String output) {}

    private static Outcome execute(List<String> command, Map<String, String> wishes) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(ENVIRONMENT);
        builder.environment().putAll(wishes);
        try {
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " does not end:\n" + output);
            }
            return new Outcome(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command) + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
