package io.whispra.acceptance.check;

import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.whispra.acceptance.check.Evidence.Attempt;
import io.whispra.acceptance.client.Api.Answer;
import io.whispra.acceptance.client.Connection;
import io.whispra.acceptance.client.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Single requests, over either way, with the same kind of answer. */
final class Attempts {

    private static final int OK = 200;
    private static final int NO_ANSWER = 0;
    private static final long ANSWER_SECONDS = 20;

    private static final long LONGEST_PAUSE = 3_000;
    private static final long PAUSE = 300;

    private final Evidence evidence;

    Attempts(Evidence evidence) {
        this.evidence = evidence;
    }

    /** A request over REST; of status 0 if there was no answer. */
    Answer rest(String what, Supplier<Answer> request) {
        var from = System.currentTimeMillis();
        try {
            var answer = request.get();
            note(evidence, what, from, answer.status(), false);
            return answer;
        } catch (UncheckedIOException e) {
            note(evidence, what, from, NO_ANSWER, e.getCause() instanceof HttpTimeoutException);
            return nothing();
        }
    }

    /** A request over a connection, in the terms of REST; of status 0 if there was no answer. */
    Answer socket(@Nullable Connection connection, String event, JsonNode data) throws InterruptedException {
        if (connection == null) {
            return nothing();
        }
        var from = System.currentTimeMillis();
        var request = connection.request(event, data);
        try {
            var ack = request.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            note(evidence, event, from, ack, null);
            return new Answer(status(ack), ack.path(ack.path("ok").asBoolean() ? "data" : "error"));
        } catch (ExecutionException | TimeoutException e) {
            note(evidence, event, from, null, e);
            return nothing();
        }
    }

    /** How long to wait before the next attempt: as asked for, within reason, and never all at once. */
    static long pause(Answer answer, Random random) {
        return Math.min(answer.body().path("retryAfterMs").asLong(PAUSE), LONGEST_PAUSE) + random.nextLong(PAUSE);
    }

    static void note(Evidence evidence, String what, long from, @Nullable JsonNode ack, @Nullable Throwable error) {
        var cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        note(evidence, what, from, ack == null ? NO_ANSWER : status(ack), cause instanceof TimeoutException);
    }

    private static void note(Evidence evidence, String what, long from, int status, boolean hung) {
        evidence.add(new Attempt(what, from, System.currentTimeMillis(), status, hung));
    }

    private static Answer nothing() {
        return new Answer(NO_ANSWER, Json.object());
    }

    private static int status(JsonNode ack) {
        return ack.path("ok").asBoolean() ? OK : ack.path("error").path("status").asInt();
    }
}
