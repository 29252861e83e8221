package io.whispra.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.whispra.local.command.Command;
import io.whispra.local.control.ControlClient;
import io.whispra.local.control.PartStatus;
import io.whispra.local.control.StackStatus;
import io.whispra.local.log.LogReader;
import io.whispra.local.problem.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the commands print that ask about a running stack. */
final class Show {

    private static final Duration STOP = Duration.ofSeconds(90);
    private static final Duration FOLLOW = Duration.ofMillis(200);
    private static final int LAST_BYTES = 32 * 1024;

    private final PrintStream out;

    Show(PrintStream out) {
        this.out = out;
    }

    /** 0 if everything is ready, else the exit code for a failure. */
    int status(StackStatus status, boolean json) {
        if (json) {
            out.println(new JsonMapper().writeValueAsString(status));
        } else {
            out.println("Whispra is " + status.state() + " at " + status.url() + ", process " + status.pid()
                    + ", data in " + status.data());
            status.parts().forEach(part -> out.println(line(part)));
        }
        return status.isReady() ? 0 : Problem.FAILED;
    }

    int part(String name, StackStatus status) {
        status.part(name).ifPresent(part -> out.println(line(part)));
        return 0;
    }

    int started(String name, ControlClient client) {
        if (is(name, "ready", client)) {
            out.println(name + " is ready already");
            return 0;
        }
        return part(name, client.start(name));
    }

    int stopped(String name, ControlClient client) {
        if (is(name, "stopped", client)) {
            out.println(name + " is stopped already");
            return 0;
        }
        return part(name, client.stop(name));
    }

    int stopped(ControlClient client) {
        client.stop(STOP);
        out.println("Whispra has stopped");
        return 0;
    }

    /** The last lines; with {@code follow}, then what is added, until the process is ended. */
    int logs(Path folder, Command.Logs logs) {
        var reader = new LogReader(folder, out, LAST_BYTES);
        var all = reader.parts();
        if (logs.part() != null && !all.contains(logs.part())) {
            throw Problem.failed("there is no log of '" + logs.part() + "' in " + folder
                    + (all.isEmpty() ? "" : "; there are " + String.join(", ", all)));
        }
        var tails = reader.tails(logs.part() == null ? all : List.of(logs.part()));
        try {
            tails.forEach(LogReader.Tail::print);
            while (logs.follow()) {
                Thread.sleep(FOLLOW);
                tails.forEach(LogReader.Tail::print);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    int usage() {
        try (var usage = Show.class.getResourceAsStream("usage.txt")) {
            if (usage == null) {
                throw new IllegalStateException("usage.txt is not in the jar");
            }
            out.print(new String(usage.readAllBytes(), StandardCharsets.UTF_8));
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean is(String part, String state, ControlClient client) {
        return client.status().part(part).filter(found -> found.state().equals(state)).isPresent();
    }

    private static String line(PartStatus part) {
        return String.format(Locale.ROOT, "  %-18s %-9s process %-8s port %-6s management %-6s restarts %-3d for %d s",
                part.name(), part.state(), orDash(part.pid()), orDash(part.port()), orDash(part.managementPort()),
                part.restarts(), Duration.between(part.since(), Instant.now()).toSeconds());
    }

    private static String orDash(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }
}
