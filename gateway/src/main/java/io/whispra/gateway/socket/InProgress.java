package io.whispra.gateway.socket;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * What the application does for one client: at most a named number of things at once, then the client is not read. Confined to
 * the client's event loop, on which everything ends that began here.
 */
public final class InProgress {

    private final Pace pace;
    private final int most;
    private int count;

    public InProgress(Pace pace, SocketProperties.Inbound bounds) {
        this.pace = pace;
        this.most = bounds.maxInProgress();
    }

    /**
     * Begins at once, and calls back once with the value, the error, or neither. What began is not cancelled when the client
     * leaves: it may have had its effect.
     */
    public <T> void run(Mono<T> work, BiConsumer<@Nullable T, @Nullable Throwable> done) {
        if (++count == most) {
            pace.pause();
        }
        subscribe(work, (value, error) -> {
            try {
                done.accept(value, error);
            } finally {
                if (count-- == most) {
                    pace.resume();
                }
            }
        });
    }

    /** The same, and nothing else is read from the client meanwhile. The result cancels it; then there is no call back. */
    public <T> Disposable alone(Mono<T> work, BiConsumer<@Nullable T, @Nullable Throwable> done) {
        pace.pause();
        return subscribe(work, (value, error) -> {
            try {
                done.accept(value, error);
            } finally {
                pace.resume();
            }
        });
    }

    private <T> Disposable subscribe(Mono<T> work, BiConsumer<@Nullable T, @Nullable Throwable> done) {
        var end = new End<T>(pace, done);
        return work.subscribe(end::value, end::error, end::complete);
    }

    /** Turns the signals of a Mono into one call on the event loop. */
    private static final class End<T> {
        private final Pace pace;
        private final BiConsumer<@Nullable T, @Nullable Throwable> done;
        private @Nullable T value;

        End(Pace pace, BiConsumer<@Nullable T, @Nullable Throwable> done) {
            this.pace = pace;
            this.done = done;
        }

        void value(T single) {
            value = single;
        }

        void error(Throwable error) {
            pace.run(() -> done.accept(null, error));
        }

        void complete() {
            pace.run(() -> done.accept(value, null));
        }
    }
}
