package io.whispra.local.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.whispra.local.problem.Problem;
import tools.jackson.core.JacksonException;

/** Speaks with the supervisor that a state file names. */
public final class ControlClient {

    private final StateFile file;
    private final String data;

    /** @param data the data folder, for what is told to the user */
    public ControlClient(StateFile file, String data) {
        this.file = file;
        this.data = data;
    }

    /** What the supervisor says; a {@link Problem} with the exit code for it if there is none. */
    public StackStatus status() {
        return ask(new Request.Status());
    }

    /** Waits until the part is ready again. */
    public StackStatus restart(String part) {
        return ask(new Request.Restart(part));
    }

    /** Waits until the part is ready. */
    public StackStatus start(String part) {
        return ask(new Request.StartPart(part));
    }

    /** Waits until the part has ended. */
    public StackStatus stop(String part) {
        return ask(new Request.StopPart(part));
    }

    /** Waits until the supervisor's process has ended. */
    public void stop(Duration limit) {
        var pid = ask(new Request.Stop()).pid();
        var end = ProcessHandle.of(pid).map(ProcessHandle::onExit);
        try {
            end.orElseGet(() -> CompletableFuture.completedFuture(null)).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw Problem.failed("process " + pid + " has not ended after " + limit.toSeconds()
                    + " s; `kill -9 " + pid + "` ends it, and its services follow");
        } catch (InterruptedException | ExecutionException e) {
            throw Problem.failed("waiting for the end was interrupted", e);
        }
    }

    private StackStatus ask(Request request) {
        var state = file.read().orElseThrow(this::notRunning);
        var reply = exchange(state.socket(), request);
        if (reply.problem() != null) {
            throw Problem.failed(reply.problem());
        }
        if (reply.status() == null) {
            throw notRunning();
        }
        return reply.status();
    }

    private Reply exchange(String socket, Request request) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var line = StateFile.JSON.writerFor(Request.class).writeValueAsString(request) + "\n";
            Channels.newOutputStream(channel).write(line.getBytes(StandardCharsets.UTF_8));
            return StateFile.JSON.readValue(Channels.newInputStream(channel).readAllBytes(), Reply.class);
        } catch (IOException | JacksonException _) {
            // Left over from a supervisor that was killed, or it ended while it was asked.
            throw notRunning();
        }
    }

    private Problem notRunning() {
        return Problem.notRunning("Whispra is not running on " + data + "; `deploy/whispra up` starts it");
    }
}
