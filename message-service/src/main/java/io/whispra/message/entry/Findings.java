package io.whispra.message.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Messages, by their words. Those that were deleted are not found, edited ones by what they say now. */
public interface Findings {

    /**
     * The latest messages of a room that have all the words, latest first.
     *
     * @param before exclusive
     * @throws com.mongodb.MongoException or java.util.concurrent.TimeoutException, if it takes too long
     */
    Mono<List<Entry>> inRoom(Place room, long before, Wanted wanted);

    /** The same of some rooms, by the time at which they were sent; those of the same moment by room and seq. */
    Mono<List<Entry>> inRooms(List<Place> rooms, @Nullable Moment before, Wanted wanted);

    /**
     * What is looked for.
     *
     * @param words   at least one; all must be there
     * @param limit   at most so many messages
     * @param maxTime how long that may take
     */
    record Wanted(Set<String> words, int limit, Duration maxTime) {}

    /** A room, from the entry with the given seq on. */
    record Place(String roomId, long from) {}

    /** Where a message stands among those of several rooms. */
    record Moment(Instant at, EntryId id) {}
}
