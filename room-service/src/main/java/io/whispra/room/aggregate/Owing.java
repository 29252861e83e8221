package io.whispra.room.aggregate;

import java.util.List;

import org.springframework.data.annotation.Id;

/** A room that owes changes to the log. */
public record Owing(@Id String id, List<Version> pending) {

    /** The version of a pending change. */
    public record Version(long version) {}

    /** The oldest version that it owes, or 0 if it was paid meanwhile. */
    public long oldest() {
        return pending.isEmpty() ? 0 : pending.getFirst().version();
    }
}
