package io.whispra.local.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a process whether it is ready, until it is. */
final class Readiness {

    private static final int OK = 200;
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    enum Outcome {
        READY,
        ENDED,
        TIMED_OUT
    }

    /** Waits until the process is ready, has ended, or the time is over. */
    Outcome await(URI address, RunningProcess process, Duration limit) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        var request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
        while (System.nanoTime() - end < 0) {
            if (process.endsWithin(INTERVAL)) {
                return Outcome.ENDED;
            }
            if (isReady(request)) {
                return Outcome.READY;
            }
        }
        return Outcome.TIMED_OUT;
    }

    private boolean isReady(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException _) {
            return false;
        }
    }
}
