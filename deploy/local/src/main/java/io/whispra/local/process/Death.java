package io.whispra.local.process;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The unwanted end of a process.
 *
 * @param cause     what happened, to follow the name of the part in a sentence
 * @param wasReady  whether it had been ready
 * @param killed    whether somebody ended it, by SIGKILL or SIGTERM
 * @param lastLines the end of its log, at most a few lines; none if a signal killed it, which it could not foresee
 */
public record Death(String cause, boolean wasReady, boolean killed, List<String> lastLines) {

    /** An exit code above this is a signal's number added to it. */
    private static final int SIGNALLED = 128;
    private static final Set<Integer> KILLED = Set.of(SIGNALLED + 9, SIGNALLED + 15);

    public Death {
        lastLines = List.copyOf(lastLines);
    }

    static Death ended(int exitCode, boolean wasReady, List<String> lastLines) {
        return exitCode > SIGNALLED
                ? new Death("was killed by signal " + (exitCode - SIGNALLED), wasReady, KILLED.contains(exitCode),
                        List.of())
                : new Death("ended with exit code " + exitCode, wasReady, false, lastLines);
    }

    static Death neverReady(Duration limit, List<String> lastLines) {
        return new Death("was not ready after " + limit.toSeconds() + " s", false, false, lastLines);
    }
}
