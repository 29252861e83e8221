package io.whispra.message.history;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.whispra.message.entry.Current;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryData.MessageChange;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Kind;
import io.whispra.message.entry.Messages;
import io.whispra.message.fold.Reads;
import io.whispra.message.fold.View;
import io.whispra.message.history.PageRequest.Direction;
import io.whispra.message.history.Walk.Limits;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a room's members read of it. A member sees the log from the entry on that their membership says. */
@Component
class History {

    private final Reads reads;
    private final Messages messages;
    private final Quotes quotes;
    private final Limits ofMessages;
    private final Limits ofTimeline;
    private final Limits ofEntries;

    History(Reads reads, Messages messages, Quotes quotes, HistoryProperties properties) {
        this.reads = reads;
        this.messages = messages;
        this.quotes = quotes;
        this.ofMessages = new Limits(entry -> entry.kind() == Kind.MESSAGE, properties.maxScan());
        this.ofTimeline = new Limits(entry -> !(entry.data() instanceof MessageChange), properties.maxScan());
        this.ofEntries = new Limits(_ -> true, properties.maxScan());
    }

    /**
     * A page of messages, oldest first; with what happened to the room and its members between them, if that was asked for.
     *
     * @param next    the bound from which the next page in this direction goes on; absent if there is none
     * @param hasMore whether there is a next page; this one may be empty nevertheless
     * @param asOfSeq the head of the room for which the page was read
     */
    record Page(List<Current> messages, @Nullable Long next, boolean hasMore, long asOfSeq) {}

    /** A piece of the raw log, oldest first. */
    record Entries(List<Entry> entries, long headSeq, boolean hasMore) {}

    /** A page for a member. `around` goes half back and half on, and `next` goes on. */
    Mono<Page> page(String roomId, String userId, PageRequest request) {
        return request.direction() == Direction.AROUND
                ? around(roomId, userId, request)
                : walk(roomId, userId, view -> begin(view, request, limits(request)))
                        .flatMap(walked -> page(walked, walked.entries()));
    }

    /** The raw log for a member. */
    Mono<Entries> entries(String roomId, String userId, PageRequest request) {
        return walk(roomId, userId, view -> begin(view, request, ofEntries)).map(walked -> new Entries(walked.entries(),
                walked.view().seq(), walked.walk().hasMore()));
    }

    /**
     * One message for a member.
     *
     * @throws Refusal message-not-found if the entry does not exist or is no message
     */
    Mono<Current> message(String roomId, String userId, long seq) {
        return reads.asMember(roomId, userId, view -> seq > view.seq() ? List.of() : List.of(new EntryId(roomId, seq)))
                .filter(answer -> answer.entries().stream().anyMatch(entry -> entry.kind() == Kind.MESSAGE))
                .flatMap(answer -> quotes.over(answer.view(), answer.entries()))
                .map(List::getFirst)
                .switchIfEmpty(Mono.error(() -> new Refusal(ProblemType.MESSAGE_NOT_FOUND,
                        "The room has no message with the seq " + seq + ".")));
    }

    private Limits limits(PageRequest request) {
        return request.system() ? ofTimeline : ofMessages;
    }

    private record Walked(View view, Walk walk) {
        List<Entry> entries() {
            return walk.entries();
        }
    }

    private static Walk begin(View view, PageRequest request, Limits limits) {
        return request.direction() == Direction.AFTER
                ? Walk.after(view, request.seq(), request.limit(), limits)
                : Walk.before(view, request.seq(), request.limit(), limits);
    }

    private Mono<Page> around(String roomId, String userId, PageRequest request) {
        int half = (request.limit() + 1) / 2;
        return walk(roomId, userId, view -> Walk.before(view, request.seq() + 1, half, limits(request)))
                .flatMap(older -> {
                    int rest = request.limit() - older.entries().size();
                    var newer = new Walked(older.view(),
                            Walk.after(older.view(), request.seq(), rest, limits(request)));
                    return onward(newer).flatMap(_ -> {
                        var both = new ArrayList<>(older.entries());
                        both.addAll(newer.entries());
                        return page(newer, both);
                    });
                });
    }

    private Mono<Page> page(Walked walked, List<Entry> entries) {
        boolean hasMore = walked.walk().hasMore();
        return quotes.over(walked.view(), entries)
                .map(current -> new Page(current, hasMore ? walked.walk().next() : null, hasMore,
                        walked.view().seq()));
    }

    /** The first step of a walk is read together with the proof that the reader is a member at the head. */
    private Mono<Walked> walk(String roomId, String userId, Function<View, Walk> start) {
        return reads.asMember(roomId, userId, view -> start.apply(view).ids()).flatMap(answer -> {
            var walk = start.apply(answer.view());
            walk.take(answer.entries());
            return onward(new Walked(answer.view(), walk));
        });
    }

    private Mono<Walked> onward(Walked walked) {
        var ids = walked.walk().ids();
        if (ids.isEmpty()) {
            return Mono.just(walked);
        }
        return messages.find(ids).flatMap(found -> {
            if (found.isEmpty()) {
                return Mono.error(new IllegalStateException("the log of " + walked.view().roomId() + " has a hole"));
            }
            walked.walk().take(found);
            return onward(walked);
        });
    }
}
