package io.whispra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MVStore in a file that is committed every 50 ms, and that knows whether its last owner closed it.
 * <p>
 * A write is acknowledged before it is committed: killing the process loses what came after the last commit, and
 * never more than that, because the store opens at its last whole chunk.
 */
final class CommittedStore {
    private static final Logger log = LoggerFactory.getLogger(CommittedStore.class);
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(50);
    private static final int CACHE_MEBIBYTES = 256;

    private final MVStore store;
    private final Path cleanMarker;
    private final boolean stoppedCleanly;
    private final ScheduledExecutorService committer;

    private CommittedStore(MVStore store, Path cleanMarker, boolean stoppedCleanly) {
        this.store = store;
        this.cleanMarker = cleanMarker;
        this.stoppedCleanly = stoppedCleanly;
        this.committer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("embedded-mongo-commit").factory());
        long interval = COMMIT_INTERVAL.toMillis();
        var _ = committer.scheduleWithFixedDelay(this::commit, interval, interval, TimeUnit.MILLISECONDS);
    }

    static CommittedStore open(Path file) {
        Path marker = file.resolveSibling(file.getFileName() + ".clean");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            boolean isNew = Files.notExists(file);
            MVStore store = new MVStore.Builder().fileName(file.toString()).cacheSize(CACHE_MEBIBYTES).open();
            return new CommittedStore(store, marker, Files.deleteIfExists(marker) || isNew);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file, e);
        }
    }

    MVStore store() {
        return store;
    }

    boolean wasStoppedCleanly() {
        return stoppedCleanly;
    }

    /** Ends the commits; the backend then closes the store itself, and {@link #markClean()} says that it has. */
    void stopCommitting() {
        committer.close();
    }

    void markClean() {
        try {
            Files.writeString(cleanMarker, "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + cleanMarker, e);
        }
    }

    private void commit() {
        try {
            store.commit();
        } catch (MVStoreException e) {
            // An exception that escapes would end the schedule, and every commit after it.
            log.error("The embedded MongoDB store could not commit", e);
        }
    }
}
