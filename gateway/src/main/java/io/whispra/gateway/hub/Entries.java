package io.whispra.gateway.hub;

import java.util.List;

import reactor.core.publisher.Mono;

/** The rooms' logs, where they are whole: what Kafka left out or brought too late is read from here. */
public interface Entries {

    /** The entries of a room with `from <= seq <= to`, as many as there are. An error signal: not known right now. */
    Mono<Stretch> between(String roomId, long from, long to);

    /**
     * A part of a log.
     *
     * @param entries in the order of their seq
     * @param headSeq the last seq that the log had when this was read
     */
    record Stretch(List<Entry> entries, long headSeq) {

        public Stretch {
            entries = List.copyOf(entries);
        }
    }
}
