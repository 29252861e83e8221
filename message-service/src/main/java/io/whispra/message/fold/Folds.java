package io.whispra.message.fold;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is folded, as it is stored. Every write is compare-and-set on one document. */
interface Folds {

    /** Up to where a room was applied; empty if nothing of it was. */
    Mono<Watermark> watermark(String roomId);

    /** Moves a room's watermark; never back. */
    Mono<Void> move(String roomId, long appliedSeq);

    /** Empty if the person never was in the room. */
    Mono<Membership> membership(String roomId, String userId);

    /** Everybody who is or was in the room: a scan of its members, for what happens to all of them. */
    Flux<String> everybody(String roomId);

    /** Stores `next` if the stored one still has the seq of `known`; false if not. */
    Mono<Boolean> replace(Membership known, Membership next);

    /** Empty if the person never was in any room. */
    Mono<RoomList> rooms(String userId);

    /** Stores `next` if the stored one still has the version of `known`; false if not. */
    Mono<Boolean> replace(RoomList known, RoomList next);

    /**
     * How far a room is known.
     *
     * @param appliedSeq everything up to it was applied
     * @param firstSeq   of the oldest entry that is kept
     */
    record Watermark(long appliedSeq, long firstSeq) {}
}
