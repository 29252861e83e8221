package io.whispra.local.demo;

import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.whispra.local.problem.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Remembers what came in on one socket, at most 1,000 frames, for those who wait for it. */
final class Inbox implements WebSocket.Listener {

    private static final int MOST_FRAMES = 1_000;

    private final String owner;
    private final List<Frame> frames = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable String end;

    Inbox(String owner) {
        this.owner = owner;
    }

    /** Waits for a frame, which may have come in before. */
    synchronized Frame await(String what, Predicate<Frame> wanted) {
        var limit = System.nanoTime() + Api.TIMEOUT.toNanos();
        try {
            while (true) {
                var found = frames.stream().filter(wanted).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
                var left = limit - System.nanoTime();
                if (end != null || left <= 0) {
                    throw Problem.failed(owner + "'s socket got no " + what + (end == null
                            ? " within " + Api.TIMEOUT.toSeconds() + " s"
                            : ": " + end));
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.failed("the wait for " + what + " was interrupted", e);
        }
    }

    /** All that came in and is wanted, in the order in which it came. */
    synchronized List<Frame> all(Predicate<Frame> wanted) {
        return frames.stream().filter(wanted).toList();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
        partial.append(text);
        if (last) {
            receive(partial.toString());
            partial.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end("it was closed with " + code + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        end("it broke: " + error.getMessage());
    }

    private synchronized void receive(String text) {
        try {
            frames.add(Frame.of(text));
        } catch (JacksonException _) {
            end("it carried something that is not JSON");
        }
        if (frames.size() > MOST_FRAMES) {
            frames.removeFirst();
        }
        notifyAll();
    }

    private synchronized void end(String why) {
        end = why;
        notifyAll();
    }
}
