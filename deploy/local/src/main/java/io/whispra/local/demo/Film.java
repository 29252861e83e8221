package io.whispra.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A second of a sunset, as WebM. */
final class Film {

    private Film() {}

    static byte[] webm() {
        try (var film = Objects.requireNonNull(Film.class.getResourceAsStream("evening.webm"), "evening.webm")) {
            return film.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
