package io.whispra.acceptance;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Waits for what must come to pass, with a bound that a busy machine of two cores keeps. */
final class Waiting {

    static final Duration AT_MOST = Duration.ofSeconds(30);

    private Waiting() {}

    static <T> T until(String what, Callable<@Nullable T> supplier) {
        return Awaitility.await(what).atMost(AT_MOST).pollInterval(Duration.ofMillis(20)).until(supplier,
                Objects::nonNull);
    }
}
