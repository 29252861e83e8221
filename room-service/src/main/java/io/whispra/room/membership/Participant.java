package io.whispra.room.membership;

import java.time.Instant;
import java.util.List;

import io.whispra.room.aggregate.Change;
import io.whispra.room.aggregate.History;
import io.whispra.room.aggregate.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * Somebody who is in a room, or was: the document stays, so that a late repeat of an older change finds a newer version.
 *
 * @param id             `roomId:userId`
 * @param role           absent for somebody who is out
 * @param version        the room's version that last changed this
 * @param joinedAt       when the current membership began
 * @param joinVersion    the room's version that began it
 * @param joinSeq        the log entry that began it; absent until the log has it
 * @param history        what they see of what was before that; absent is everything
 * @param lastReadSeq    how far they have read; never falls
 * @param lastReadNumber the number of that entry
 * @param mentions       the seqs of messages that speak to them, the latest ones; those up to `lastReadSeq` count no more
 * @param muted          true if they want to hear nothing of it
 * @param archivedNumber how many messages there were when they put it away; absent if they did not
 */
@Document("participants")
public record Participant(@Id String id, String roomId, String userId, @Nullable Role role, long version,
        Instant joinedAt, long joinVersion, @Nullable Long joinSeq, @Nullable History history,
        @Nullable Long lastReadSeq,
        @Nullable Long lastReadNumber, @Nullable List<Long> mentions, @Nullable Boolean muted,
        @Nullable Long archivedNumber) {

    public static String id(String roomId, String userId) {
        return roomId + ":" + userId;
    }

    /** How many of the room's messages they have read; 0 until the log has their joining. */
    public long readNumber() {
        return lastReadNumber == null ? 0 : lastReadNumber;
    }

    /** How many messages that they have not read speak to them. */
    public int unreadMentions() {
        return (int) mentioned().stream().filter(seq -> lastReadSeq == null || seq > lastReadSeq).count();
    }

    public boolean isMuted() {
        return Boolean.TRUE.equals(muted);
    }

    /** Whether they put the room away, and it stays there while it has so many messages: a newer one brings it back unless they muted it. */
    public boolean isArchived(long number) {
        return archivedNumber != null && (isMuted() || number <= archivedNumber);
    }

    /** The mentions, also those that count no more. */
    public List<Long> mentioned() {
        return mentions == null ? List.of() : mentions;
    }

    /** Whether an entry is theirs to see; where it stands or where they came in may be unknown. */
    boolean sees(@Nullable Long seq) {
        return history != History.JOINED || (seq != null && joinSeq != null && seq >= joinSeq);
    }

    /** Somebody whom a change lets in that is not folded yet; who comes back has read what they had read. */
    Participant joined(Role newRole, Change change) {
        return new Participant(id, roomId, userId, newRole, change.version(), change.at(), change.version(), null,
                change.history(), lastReadSeq, lastReadNumber, null, null, null);
    }

    /** Somebody who was never in the room. */
    static Participant nobody(String roomId, String userId) {
        return new Participant(id(roomId, userId), roomId, userId, null, 0, Instant.EPOCH, 0, null, null, null, null,
                null, null, null);
    }

    Participant at(long newVersion, @Nullable Role newRole) {
        return new Participant(id, roomId, userId, newRole, newVersion, joinedAt, joinVersion, joinSeq, history,
                lastReadSeq, lastReadNumber, mentions, muted, archivedNumber);
    }
}
