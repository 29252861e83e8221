package io.whispra.message.fold;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Messages;
import io.whispra.message.fold.RoomList.Joined;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads that are decided at the head of the room: who is no member there is told what somebody who asks for an unknown room is
 * told.
 */
@Component
public class Reads {

    private final Views views;
    private final Messages messages;
    private final Folds folds;
    private final Turns turns;
    private final FoldProperties properties;

    Reads(Views views, Messages messages, Folds folds, Turns turns, FoldProperties properties) {
        this.views = views;
        this.messages = messages;
        this.folds = folds;
        this.turns = turns;
        this.properties = properties;
    }

    /**
     * What a member reads.
     *
     * @param view       the room at its head, from the first entry on that the reader sees
     * @param membership the reader's, which lasts there
     * @param entries    those asked for that exist and that the reader sees, by seq
     */
    public record Answer(View view, Membership membership, List<Entry> entries) {}

    /** Only proves the membership. */
    public Mono<Answer> asMember(String roomId, String userId) {
        return asMember(roomId, userId, _ -> List.of());
    }

    /**
     * Reads entries for a person. Where the view is not behind, which the same query proves, it is one query.
     *
     * @param wanted which entries, of a room as the reader has it; what is before its first entry is not read
     * @throws Refusal room-not-found if the person is not in the room at its head
     */
    public Mono<Answer> asMember(String roomId, String userId, Function<View, Collection<EntryId>> wanted) {
        if (!EntryId.isPublicId(roomId)) {
            return Mono.error(roomNotFound());
        }
        return turns.take(roomId, views.of(roomId)
                .flatMap(view -> views.membership(view, userId)
                        .filter(membership -> membership.contains(view.seq()))
                        .flatMap(membership -> read(view, membership, wanted))
                        .switchIfEmpty(Mono.defer(() -> readAtHead(view, userId, wanted)))));
    }

    /** A room at its head, for services; {@link View#exists()} is false if there is none. */
    public Mono<View> atHead(String roomId) {
        return turns.take(roomId, views.of(roomId).flatMap(views::atHead));
    }

    /** What a service reads: the room at its head, and those of the wanted entries that exist, by seq. */
    public Mono<Piece> asService(String roomId, Function<View, Collection<EntryId>> wanted) {
        return turns.take(roomId, views.of(roomId)
                .flatMap(view -> unlessBehind(view, wanted).switchIfEmpty(Mono.defer(() -> views.atHead(view)
                        .flatMap(head -> messages.find(wanted.apply(head)).map(found -> new Piece(head, found)))))));
    }

    /** A room, and entries of it. */
    public record Piece(View view, List<Entry> entries) {}

    /**
     * A room that a person is in.
     *
     * @param view        the room at its head
     * @param fromSeq     of the entry that began the membership
     * @param historyFrom of the first entry that the person sees
     */
    public record JoinedRoom(View view, long fromSeq, long historyFrom) {}

    /** The rooms of a person, for services: one query for all those that are known here and not behind. */
    public Mono<List<JoinedRoom>> roomsOf(String userId) {
        return joined(userId).flatMap(joined -> known(joined)
                .flatMap(known -> messages.find(known.stream().map(View::next).toList())
                        .flatMap(newer -> caughtUp(known, newer)))
                // Read again, after the heads: a head that has a removal in it shows only when the list has it too.
                .flatMap(heads -> joined(userId).map(now -> at(heads, now))));
    }

    public static Refusal roomNotFound() {
        return new Refusal(ProblemType.ROOM_NOT_FOUND, "There is no such room, or the caller is not in it.");
    }

    private Mono<List<Joined>> joined(String userId) {
        return folds.rooms(userId).map(RoomList::rooms).defaultIfEmpty(List.of());
    }

    private Mono<List<View>> known(List<Joined> joined) {
        return Flux.fromIterable(joined)
                .flatMap(room -> views.of(room.roomId()), properties.concurrency())
                .collectList();
    }

    private Mono<List<View>> caughtUp(List<View> known, List<Entry> newer) {
        var behind = newer.stream().map(Entry::roomId).collect(Collectors.toSet());
        return Flux.fromIterable(known)
                .flatMap(view -> behind.contains(view.roomId()) ? views.atHead(view) : Mono.just(view),
                        properties.concurrency())
                .collectList();
    }

    /** What was joined while the heads were read is told next time. */
    private static List<JoinedRoom> at(List<View> heads, List<Joined> joined) {
        var byId = heads.stream().collect(Collectors.toMap(View::roomId, head -> head, (one, _) -> one));
        return joined.stream().mapMulti((Joined room, Consumer<JoinedRoom> found) -> {
            var head = byId.get(room.roomId());
            if (head != null && head.seq() >= room.fromSeq()) {
                found.accept(new JoinedRoom(head, room.fromSeq(), room.historyFrom()));
            }
        }).toList();
    }

    private Mono<Answer> read(View view, Membership membership, Function<View, Collection<EntryId>> wanted) {
        var seen = view.from(membership.historyFrom(view.seq()));
        return unlessBehind(seen, visible(wanted)).map(piece -> new Answer(seen, membership, piece.entries()))
                .switchIfEmpty(Mono.defer(() -> readAtHead(view, membership.userId(), wanted)));
    }

    /** What a reader does not see is not read, whoever asks for it. */
    private static Function<View, Collection<EntryId>> visible(Function<View, Collection<EntryId>> wanted) {
        return seen -> wanted.apply(seen).stream().filter(id -> id.seq() >= seen.firstSeq()).toList();
    }

    /** Reads the entry that would be next too: nothing if it is there. */
    private Mono<Piece> unlessBehind(View view, Function<View, Collection<EntryId>> wanted) {
        var ids = new ArrayList<>(wanted.apply(view));
        ids.add(view.next());
        return messages.find(ids)
                .filter(found -> found.isEmpty() || found.getLast().seq() <= view.seq())
                .map(found -> new Piece(view, found));
    }

    private Mono<Answer> readAtHead(View view, String userId, Function<View, Collection<EntryId>> wanted) {
        return views.atHead(view)
                .flatMap(head -> views.membership(head, userId)
                        .filter(membership -> membership.contains(head.seq()))
                        .switchIfEmpty(Mono.error(Reads::roomNotFound))
                        .flatMap(membership -> {
                            var seen = head.from(membership.historyFrom(head.seq()));
                            return messages.find(visible(wanted).apply(seen))
                                    .map(found -> new Answer(seen, membership, found));
                        }));
    }
}
