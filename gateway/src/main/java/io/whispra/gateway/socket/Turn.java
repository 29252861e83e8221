package io.whispra.gateway.socket;

import org.jspecify.annotations.Nullable;

/** Something that a wheel will do in time. Confined to its event loop. */
public final class Turn {

    private @Nullable Runnable action;
    private int rounds;

    Turn(Runnable action, int rounds) {
        this.action = action;
        this.rounds = rounds;
    }

    /** Takes it back; whatever it would have reached is not kept alive. */
    public void cancel() {
        action = null;
    }

    boolean isCancelled() {
        return action == null;
    }

    boolean isDue() {
        return rounds-- == 0;
    }

    void run() {
        var due = action;
        action = null;
        if (due != null) {
            due.run();
        }
    }
}
