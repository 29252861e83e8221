package io.whispra.local.process;

import java.time.Duration;

/**
 * How long to wait for processes and how often to try again.
 *
 * @param toBeReady  how long a process may take to become ready; default 180 s, for a slow machine that is busy
 * @param toEnd      how long a process may take to end when asked; default 15 s, then it is killed
 * @param firstPause the pause after a process died before it was ready; doubled each time until {@code tries}. One that was ready
 *                       is restarted at once. Default 500 ms
 * @param tries      how many times in a row, within {@code period}, a process may die of itself before it is ready; default 5
 * @param period     the period in which tries are counted; default 1 minute
 */
public record Patience(Duration toBeReady, Duration toEnd, Duration firstPause, int tries, Duration period) {

    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(180), Duration.ofSeconds(15),
            Duration.ofMillis(500), 5, Duration.ofMinutes(1));
}
