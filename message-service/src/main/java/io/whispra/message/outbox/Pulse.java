package io.whispra.message.outbox;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the broker answers. It does not if something that it was given failed for a reason that passes, or if nothing of it
 * was answered for a while; it does again with the next thing that arrives. Not safe for threads.
 */
final class Pulse {

    private final long patience;
    private final LongSupplier nanos;
    private int waiting;
    private long lastHeard;
    private boolean silent;

    Pulse(Duration patience, LongSupplier nanos) {
        this.patience = patience.toNanos();
        this.nanos = nanos;
    }

    /** How much the broker was given and did not answer yet. */
    int waiting() {
        return waiting;
    }

    void given(int count) {
        if (waiting == 0) {
            lastHeard = nanos.getAsLong();
        }
        waiting += count;
    }

    void arrived() {
        waiting--;
        lastHeard = nanos.getAsLong();
        silent = false;
    }

    /** `passing` failures are the broker's, others that of what it was given. */
    void failed(int count, boolean passing) {
        waiting -= count;
        silent |= passing;
    }

    boolean isSilent() {
        silent |= waiting > 0 && (nanos.getAsLong() - lastHeard) > patience;
        return silent;
    }
}
