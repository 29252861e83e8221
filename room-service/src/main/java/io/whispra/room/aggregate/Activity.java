package io.whispra.room.aggregate;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** A room's place in the order of activity. */
public record Activity(@Id String id, Instant createdAt, @Nullable Head head) {

    /** When something last happened in it. */
    public Instant at() {
        return head == null ? createdAt : head.at();
    }

    /** How many messages it has, as far as is known. */
    public long number() {
        return head == null ? 0 : head.number();
    }
}
