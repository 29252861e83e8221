package io.whispra.message.search;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

import io.whispra.message.entry.Current;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Findings;
import io.whispra.message.entry.Findings.Place;
import io.whispra.message.entry.Findings.Wanted;
import io.whispra.message.fold.Reads;
import io.whispra.message.problem.Refusal;
import io.whispra.message.search.Cursor.Search;
import io.whispra.message.search.Highlights.Highlight;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds messages for a person. Their rooms are brought up to the head before it is looked, so that what was edited or deleted is found as
 * it is, or not; and what they may read is asked again behind it, so that nothing is told of what came after they were sent away.
 */
@Component
class Searching {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Reads reads;
    private final Findings findings;
    private final Highlights highlights;
    private final Cursor cursors;
    private final SearchProperties properties;
    private final Semaphore searches;

    Searching(Reads reads, Findings findings, Highlights highlights, Cursor cursors, SearchProperties properties) {
        this.reads = reads;
        this.findings = findings;
        this.highlights = highlights;
        this.cursors = cursors;
        this.properties = properties;
        this.searches = new Semaphore(properties.concurrent());
    }

    /** A message that was found, and where in it the words stand. */
    record Hit(Current message, List<Highlight> highlights) {}

    /**
     * What was found, latest first.
     *
     * @param next    the cursor of the next page; absent if there is none
     * @param hasMore whether there is a next page; this one may be shorter than asked for nevertheless
     */
    record Page(List<Hit> hits, @Nullable String next, boolean hasMore) {}

    /**
     * In one room.
     *
     * @throws Refusal room-not-found if the person is not in it; unavailable if it takes too long
     */
    Mono<Page> inRoom(String roomId, String userId, Query query, Set<String> words) {
        var search = new Search(userId, roomId, query.text());
        long before = query.cursor() == null
                ? EntryId.MAX_SEQ
                : cursors.read(search, query.cursor()).id().seq();
        return bounded(visible(roomId, userId).flatMap(from -> words.isEmpty()
                ? Mono.just(List.<Entry>of())
                : findings.inRoom(new Place(roomId, from), before, wanted(query, words)))
                .flatMap(found -> visible(roomId, userId)
                        .map(from -> page(search, new Found(query, words, found), Map.of(roomId, from)))));
    }

    /** In all rooms of the person. */
    Mono<Page> everywhere(String userId, Query query, Set<String> words) {
        var search = new Search(userId, null, query.text());
        var before = query.cursor() == null ? null : cursors.read(search, query.cursor());
        return bounded(visible(userId).flatMap(rooms -> words.isEmpty() || rooms.isEmpty()
                ? Mono.just(List.<Entry>of())
                : findings.inRooms(places(rooms), before, wanted(query, words)))
                .flatMap(found -> (found.isEmpty() ? Mono.just(Map.<String, Long>of()) : visible(userId))
                        .map(rooms -> page(search, new Found(query, words, found), rooms))));
    }

    /** What the store found for a query, with one more than was asked for if there is more. */
    private record Found(Query query, Set<String> words, List<Entry> entries) {
        boolean hasMore() {
            return entries.size() > query.limit();
        }

        List<Entry> page() {
            return hasMore() ? entries.subList(0, query.limit()) : entries;
        }
    }

    private Page page(Search search, Found found, Map<String, Long> visibleFrom) {
        var page = found.page();
        var hits = page.stream()
                .filter(entry -> entry.seq() >= visibleFrom.getOrDefault(entry.roomId(), Long.MAX_VALUE))
                .map(entry -> new Hit(new Current(entry, null), highlights.in(entry, found.words())))
                .toList();
        return new Page(hits, found.hasMore() ? cursors.after(search, page.getLast()) : null, found.hasMore());
    }

    private Wanted wanted(Query query, Set<String> words) {
        return new Wanted(words, query.limit() + 1, properties.maxTime());
    }

    /** The first entry of the room that the person sees; refused if they are not in it. */
    private Mono<Long> visible(String roomId, String userId) {
        return reads.asMember(roomId, userId).map(answer -> answer.view().firstSeq());
    }

    /** The rooms of the person, each with the first entry that they see. */
    private Mono<Map<String, Long>> visible(String userId) {
        return reads.roomsOf(userId).map(rooms -> {
            var from = new HashMap<String, Long>();
            rooms.forEach(room -> from.put(room.view().roomId(), room.historyFrom()));
            return from;
        });
    }

    private static List<Place> places(Map<String, Long> rooms) {
        return rooms.entrySet().stream().map(room -> new Place(room.getKey(), room.getValue())).toList();
    }

    private Mono<Page> bounded(Mono<Page> search) {
        return Mono.defer(() -> searches.tryAcquire()
                ? search.timeout(properties.timeout()).doFinally(_ -> searches.release())
                : Mono.error(Refusal.unavailable("Too many search at once.", SOON)));
    }
}
