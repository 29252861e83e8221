package io.whispra.gateway.socket;

import java.util.concurrent.TimeUnit;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;

/** How fast one client may send: a bucket of tokens that fills evenly. Confined to the client's event loop. */
public final class Rate {

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final SocketProperties.Frames frames;
    private double tokens;
    private long filled;

    public Rate(SocketProperties.Frames frames) {
        this.frames = frames;
        this.tokens = frames.burst();
        this.filled = System.nanoTime();
    }

    /** Counts one frame; refuses it if it comes too fast. */
    public void count() {
        if (frames.perSecond() == 0) {
            return;
        }
        var now = System.nanoTime();
        tokens = Math.min(frames.burst(), tokens + (now - filled) / SECOND * frames.perSecond());
        filled = now;
        if (tokens < 1) {
            throw new Refusal(ProblemType.TOO_FAST, "More than " + frames.perSecond() + " frames in a second.");
        }
        tokens--;
    }
}
