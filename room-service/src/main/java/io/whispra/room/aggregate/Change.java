package io.whispra.room.aggregate;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one write did to a room, until the log has it.
 *
 * @param version the room's version after the change, from 1
 * @param actor   who did it
 * @param at      when, by the clock of the instance that wrote it
 * @param facts   what it did, in the order of the log; never empty
 * @param history what those whom it lets in see; absent in one from before there was a choice, which is everything
 */
public record Change(long version, String actor, Instant at, List<Fact> facts, @Nullable History history) {

    public Change {
        facts = List.copyOf(facts);
    }
}
