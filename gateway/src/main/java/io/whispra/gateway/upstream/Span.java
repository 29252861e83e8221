package io.whispra.gateway.upstream;

/**
 * Which part of a log to read.
 *
 * @param seq     the exclusive bound
 * @param forward whether entries after it are meant, else those before it
 * @param limit   how many at most
 */
public record Span(long seq, boolean forward, int limit) {

    String query() {
        return (forward ? "after=" : "before=") + seq + "&limit=" + limit;
    }
}
