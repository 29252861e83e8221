package io.whispra.local.supervisor;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.whispra.local.control.PartStatus;
import io.whispra.local.process.Blueprint;
import io.whispra.local.process.Keeper;
import io.whispra.local.process.Keeper.State;

/** The services, each with its keeper. */
final class Keepers {

    private final List<Keeper> keepers;
    private volatile boolean started;

    Keepers(List<Keeper> keepers) {
        this.keepers = List.copyOf(keepers);
    }

    List<Keeper> all() {
        return keepers;
    }

    /** Done when all have been ready; fails when one dies before. */
    CompletableFuture<Void> start() {
        started = true;
        keepers.forEach(Keeper::begin);
        return CompletableFuture.allOf(keepers.stream().map(Keeper::firstReady).toArray(CompletableFuture[]::new));
    }

    /** Stops the doors, so that nobody comes in any more, then the rest; returns when all have ended. */
    void stop() {
        if (started) {
            stop(Blueprint::door);
            stop(blueprint -> !blueprint.door());
        }
    }

    boolean areReady() {
        return keepers.stream().allMatch(keeper -> keeper.snapshot().state() == State.READY);
    }

    List<String> waitedFor() {
        return keepers.stream()
                .filter(keeper -> keeper.snapshot().state() != State.READY)
                .map(Keeper::name)
                .toList();
    }

    List<PartStatus> status() {
        return keepers.stream().map(Keepers::status).toList();
    }

    private void stop(Predicate<Blueprint> which) {
        CompletableFuture.allOf(keepers.stream()
                .filter(keeper -> which.test(keeper.blueprint()))
                .map(Keeper::end)
                .toArray(CompletableFuture[]::new)).join();
    }

    private static PartStatus status(Keeper keeper) {
        var blueprint = keeper.blueprint();
        var now = keeper.snapshot();
        return new PartStatus(blueprint.name(), now.state().name().toLowerCase(Locale.ROOT), now.pid(),
                blueprint.port(), blueprint.managementPort(), now.restarts(), now.since());
    }
}
