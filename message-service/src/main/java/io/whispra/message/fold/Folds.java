package io.whispra.message.fold;

import java.util.Collection;
import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is folded, as it is stored. Every write is a compare-and-set of one document. */
interface Folds {

    /** Up to where a room was applied; empty if nothing of it was. */
    Mono<Watermark> watermark(String roomId);

    /** Moves a room's watermark, with the setting that holds there; never back. */
    Mono<Void> move(String roomId, long appliedSeq, Setting setting);

    /** Empty if the person never was in the room. */
    Mono<Membership> membership(String roomId, String userId);

    /** Everybody who is or was in the room: a scan of its members, for what happens to all of them. */
    Flux<String> everybody(String roomId);

    /** The memberships of these people in the room; of those who never were in it there is none. */
    Flux<Membership> memberships(String roomId, Collection<String> userIds);

    /** Stores each `next` whose stored one still has the seq of `known`; false if one was not stored. */
    Mono<Boolean> storeMemberships(List<Change<Membership>> changes);

    /** Empty if the person never was in any room. */
    Mono<RoomList> rooms(String userId);

    /** The rooms of these people; of those who never were in any there is none. */
    Flux<RoomList> rooms(Collection<String> userIds);

    /** Stores each `next` whose stored one still has the version of `known`; false if one was not stored. */
    Mono<Boolean> storeRooms(List<Change<RoomList>> changes);

    /** What a document was when it was read, and what it is to be. */
    record Change<T>(T known, T next) {}

    /**
     * How far a room is known.
     *
     * @param appliedSeq everything up to it was applied
     * @param firstSeq   of the oldest entry that is kept
     * @param setting    what newcomers see, at appliedSeq
     */
    record Watermark(long appliedSeq, long firstSeq, Setting setting) {}
}
