package io.whispra.message.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Messages;
import io.whispra.message.fold.Folds.Watermark;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The views of rooms that this instance has, and how they catch up with the log.
 * <p>
 * A view is only remembered in place of an earlier one of its own generation, by somebody who applied all that is between
 * the two and forgot the memberships concerned. So whoever holds a remembered view may trust memberships remembered under its
 * generation.
 */
@Component
public class Views {

    /** A remembered view is behind by little, if at all. */
    private static final int NEARLY = 8;

    private final Messages messages;
    private final Folds folds;
    private final Applying applying;
    private final Memberships memberships;
    private final FoldProperties properties;
    private final Cache<String, View> views;
    private final AtomicLong generations = new AtomicLong();

    Views(Messages messages, Folds folds, Applying applying, Memberships memberships, FoldProperties properties) {
        this.messages = messages;
        this.folds = folds;
        this.applying = applying;
        this.memberships = memberships;
        this.properties = properties;
        this.views = Caffeine.newBuilder().maximumSize(properties.cachedRooms()).build();
    }

    /** The room as it is known here, perhaps behind the log; read from the store, and then at its head, if it is not. */
    public Mono<View> of(String roomId) {
        var known = views.getIfPresent(roomId);
        return known == null ? load(roomId) : Mono.just(known);
    }

    /** The room at a head that was the last entry at some moment after this call, with all up to it applied. */
    public Mono<View> atHead(View view) {
        return read(view.roomId(), view.seq() + 1, NEARLY).flatMap(entries -> caughtUp(view, entries, NEARLY));
    }

    /** The view after entries that this instance appended to it, with them applied. */
    public Mono<View> appended(View view, List<Entry> entries) {
        return applied(view, entries, true);
    }

    /** The person's membership; empty if they never were in the room. Ask it about no seq beyond the view's. */
    public Mono<Membership> membership(View view, String userId) {
        return memberships.find(view, userId);
    }

    /** Notes that entries up to the seq are with the publisher. */
    public void published(View view, long seq) {
        views.asMap()
                .computeIfPresent(view.roomId(),
                        (_, known) -> known.generation() == view.generation() ? known.publishedUpTo(seq) : known);
    }

    /** Forgets a room whose head is in doubt. */
    public void forget(String roomId) {
        views.invalidate(roomId);
    }

    private Mono<View> load(String roomId) {
        int window = properties.watermarkLag() + 2;
        return folds.watermark(roomId)
                .defaultIfEmpty(new Watermark(0, 1, Setting.NONE))
                .flatMap(mark -> read(roomId, Math.max(1, mark.appliedSeq()), window)
                        .flatMap(entries -> loaded(roomId, mark, entries, window)))
                .map(this::remembered);
    }

    private Mono<View> loaded(String roomId, Watermark mark, List<Entry> entries, int window) {
        long applied = mark.appliedSeq();
        if (applied == 0) {
            return caughtUp(View.none(roomId, generations.incrementAndGet()), entries, window);
        }
        if (entries.isEmpty()) {
            return Mono
                    .error(new IllegalStateException("the log of " + roomId + " ends before its watermark " + applied));
        }
        var view = new View(roomId, generations.incrementAndGet(), applied, entries.getFirst().number(),
                mark.firstSeq(),
                applied, 0, mark.setting());
        return caughtUp(view, entries.subList(1, entries.size()), window - 1);
    }

    /** Applies what was read; a full window means that there may be more, a short one was the proof that there is not. */
    private Mono<View> caughtUp(View view, List<Entry> entries, int asked) {
        if (entries.size() < asked) {
            return applied(view, entries, false);
        }
        return applied(view, entries, false)
                .flatMap(next -> read(next.roomId(), next.seq() + 1, properties.window())
                        .flatMap(more -> caughtUp(next, more, properties.window())));
    }

    private Mono<View> applied(View view, List<Entry> entries, boolean own) {
        if (entries.isEmpty()) {
            return Mono.just(view);
        }
        var next = view.after(entries, own);
        boolean due = next.seq() - next.watermark() >= properties.watermarkLag()
                || entries.stream().anyMatch(Applying::changesMembers);
        return all(view, entries).then(moved(next, due)).map(this::advanced);
    }

    private Mono<Void> all(View view, List<Entry> entries) {
        return entries.stream().anyMatch(Applying::changesAnything)
                ? applying.apply(view.roomId(), view.setting(), entries)
                        .doOnNext(userId -> memberships.forget(view, userId)).then()
                : Mono.empty();
    }

    private Mono<View> moved(View view, boolean due) {
        return due
                ? folds.move(view.roomId(), view.seq(), view.setting()).thenReturn(view.withWatermark(view.seq()))
                : Mono.just(view);
    }

    private View advanced(View view) {
        views.asMap()
                .computeIfPresent(view.roomId(),
                        (_, known) -> known.generation() == view.generation() && known.seq() < view.seq()
                                ? view
                                : known);
        return view;
    }

    /** A room that does not exist is not remembered: anybody could fill the memory with them. */
    private View remembered(View view) {
        if (!view.exists()) {
            return view;
        }
        return Objects.requireNonNullElse(views.asMap().putIfAbsent(view.roomId(), view), view);
    }

    /** The entries from a seq on without a gap: what was appended while it was read may show only its later part. */
    private Mono<List<Entry>> read(String roomId, long from, int count) {
        return messages.find(ids(roomId, from, count)).map(found -> dense(found, from));
    }

    private static List<Entry> dense(List<Entry> found, long from) {
        var dense = new ArrayList<Entry>(found.size());
        for (var entry : found) {
            if (entry.seq() != from + dense.size()) {
                break;
            }
            dense.add(entry);
        }
        return dense;
    }

    private static List<EntryId> ids(String roomId, long from, int count) {
        return LongStream.range(from, from + count).mapToObj(seq -> new EntryId(roomId, seq)).toList();
    }
}
