package io.whispra.local.process;

import java.util.concurrent.CompletableFuture;

import io.whispra.local.problem.Problem;

/** What can be stopped and started alone. Each future fails with a {@link Problem} if it does not come to that. */
public interface Part {

    /** As in commands. */
    String name();

    /** Done when it is ready: at once if it is. */
    CompletableFuture<Void> start();

    /** Ends it until it is started by {@link #start()}, however often that is asked; done when it has ended. */
    CompletableFuture<Void> stop();

    /** Ends it and starts it anew; done when it is ready. One that is stopped stays so. */
    CompletableFuture<Void> restart();

    /** The refusal of {@link #restart()}. */
    static CompletableFuture<Void> isStopped(String name) {
        return CompletableFuture
                .failedFuture(Problem.failed(name + " is stopped; `deploy/whispra start " + name + "` starts it"));
    }
}
