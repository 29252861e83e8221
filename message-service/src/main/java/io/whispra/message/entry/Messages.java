package io.whispra.message.entry;

import java.util.Collection;
import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The entries of all rooms. Nothing here searches: all is read by ids that can be computed, or by the exact key of a
 * unique index, so that it costs the same at any size on any engine.
 */
public interface Messages {

    /**
     * Writes entries in order, durably (write concern majority), up to the first that cannot be written.
     *
     * @return complete when all are written
     * @throws DuplicateEntry if one was not written because its seq or its clientId is taken; those before it are
     *                        written. After any other error it is not known which of them are or will be
     */
    Mono<Void> insert(List<Entry> entries);

    /** The entries with these ids that exist, in the order of room and seq. */
    Mono<List<Entry>> find(Collection<EntryId> ids);

    /** What the sender appended to the room under the clientId; empty if nothing. */
    Mono<Entry> find(String roomId, String senderId, String clientId);

    /**
     * Stores what the entries behind a message made of it, unless what is stored is later. Of a deleted one nothing is left of what
     * it said.
     */
    Mono<Void> fold(Entry message);

    /** Takes what these edits said. */
    Mono<Void> erase(Collection<EntryId> edits);

    /**
     * Entries that Kafka is not known to have.
     *
     * @param limit at most so many; which ones of more is not defined
     */
    Flux<EntryId> unpublished(int limit);

    /** Notes that Kafka has them. */
    Mono<Void> markPublished(Collection<EntryId> ids);
}
