package io.whispra.message.append;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import io.whispra.message.append.Judgement.Withheld;
import io.whispra.message.entry.DuplicateEntry;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.Messages;
import io.whispra.message.fold.View;
import io.whispra.message.fold.Views;
import io.whispra.message.outbox.Outbox;
import io.whispra.message.problem.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Appends a batch to a room: judged on a view, inserted behind it as one ordered insert. The insert is the comparison, since
 * it fails if the view was behind; then what became of the batch is read back, and the rest judged anew.
 */
@Component
class Commit {

    private static final Logger log = LoggerFactory.getLogger(Commit.class);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int DOUBLINGS = 6;
    /** More than so many of somebody else's entries are the relay's. */
    private static final int SEEN = 200;

    private final Messages messages;
    private final Views views;
    private final Outbox outbox;
    private final AppendProperties properties;
    private final Clock clock;

    Commit(Messages messages, Views views, Outbox outbox, AppendProperties properties, Clock clock) {
        this.messages = messages;
        this.views = views;
        this.outbox = outbox;
        this.properties = properties;
        this.clock = clock;
    }

    /** Completes when every draft has its outcome and the room may be appended to again; never fails. */
    Mono<Void> commit(String roomId, List<Pending> batch) {
        if (batch.isEmpty()) {
            return Mono.empty();
        }
        return attempt(roomId, batch, 1).onErrorResume(error -> {
            views.forget(roomId);
            batch.forEach(pending -> pending.refuse(error));
            return Mono.empty();
        });
    }

    private Mono<Void> attempt(String roomId, List<Pending> batch, int attempt) {
        return views.of(roomId)
                .flatMap(view -> judged(view, batch))
                .flatMap(judgement -> insert(judgement, attempt));
    }

    /** A view that is behind may accept, for the insert will fail; it may not refuse, nor find that there is nothing to do. */
    private Mono<Judgement> judged(View view, List<Pending> batch) {
        return judgedOn(view, batch).flatMap(judgement -> judgement.withheld().isEmpty()
                ? Mono.just(judgement)
                : views.atHead(view).flatMap(head -> judgedOn(head, batch)));
    }

    private Mono<Judgement> judgedOn(View view, List<Pending> batch) {
        var members = Flux.fromIterable(senders(batch))
                .flatMap(userId -> views.membership(view, userId), properties.lookups())
                .filter(membership -> membership.contains(view.seq()))
                .collectList();
        return Mono.zip(members, messages.find(State.targets(view, batch)),
                (known, targets) -> new State(view, known, targets))
                .map(state -> Judgement.of(view, state, batch, clock.instant()));
    }

    private static Set<String> senders(List<Pending> batch) {
        return batch.stream()
                .map(pending -> pending.draft().author())
                .filter(Author::isPerson)
                .map(Author::actor)
                .collect(Collectors.toSet());
    }

    private Mono<Void> insert(Judgement judgement, int attempt) {
        if (judgement.accepted().isEmpty()) {
            refuse(judgement);
            return Mono.empty();
        }
        return messages.insert(judgement.entries())
                .thenReturn(true)
                .onErrorResume(error -> recover(judgement, error, attempt).thenReturn(false))
                .filter(Boolean::booleanValue)
                .flatMap(_ -> follow(judgement));
    }

    /**
     * Refusals count only now: what they were judged on is in the log. People hear of their messages at once; services, which
     * append what is folded, when it is.
     */
    private Mono<Void> follow(Judgement judgement) {
        var entries = judgement.entries();
        boolean people = entries.stream().allMatch(entry -> entry.author().isPerson());
        if (people) {
            acknowledge(judgement);
        }
        return publishSeen(judgement.view())
                .then(views.appended(judgement.view(), entries))
                .doOnNext(_ -> outbox.publish(entries))
                .then()
                .onErrorResume(error -> {
                    log.warn("Appended to room {} but not applied; the relay will: {}", judgement.view().roomId(),
                            error.toString());
                    views.forget(judgement.view().roomId());
                    outbox.hold(entries.getFirst().id());
                    return Mono.empty();
                })
                .then(people ? Mono.empty() : Mono.fromRunnable(() -> acknowledge(judgement)));
    }

    private static void acknowledge(Judgement judgement) {
        judgement.accepted().forEach(accepted -> accepted.pending().appended(accepted.entry()));
        judgement.repeated().forEach(repeated -> repeated.pending().repeats(repeated.entry()));
        refuse(judgement);
    }

    private static void refuse(Judgement judgement) {
        judgement.withheld().forEach(Withheld::tell);
    }

    private Mono<Void> recover(Judgement judgement, Throwable error, int attempt) {
        var roomId = judgement.view().roomId();
        var batch = judgement.batch();
        if (!(error instanceof DuplicateEntry)) {
            log.warn("The outcome of an insert into room {} is unknown: {}", roomId, error.toString());
            views.forget(roomId);
        }
        return readBack(roomId, batch)
                .flatMap(found -> views.of(roomId)
                        .flatMap(views::atHead)
                        .flatMap(this::publishSeen)
                        .then(Mono.defer(() -> {
                            settle(judgement, found);
                            return again(roomId, rest(judgement, found), attempt);
                        })));
    }

    /** By clientId, whichever index was named: what is there is ours, or the original of a repeat. */
    private Mono<Map<Pending.Key, Entry>> readBack(String roomId, List<Pending> batch) {
        return Flux.fromIterable(batch)
                .map(Pending::key)
                .distinct()
                .flatMap(key -> messages.find(roomId, key.senderId(), key.clientId()), properties.lookups())
                .collect(HashMap::new, (found, entry) -> found
                        .put(new Pending.Key(entry.author().senderId(), entry.clientId()), entry));
    }

    private static void settle(Judgement judgement, Map<Pending.Key, Entry> found) {
        for (var accepted : judgement.accepted()) {
            var entry = found.get(accepted.pending().key());
            if (entry != null && isSame(entry, accepted.entry())) {
                accepted.pending().appended(entry);
            } else if (entry != null) {
                accepted.pending().repeats(entry);
            }
        }
        for (var repeated : judgement.repeated()) {
            var entry = found.get(repeated.pending().key());
            if (entry != null) {
                repeated.pending().repeats(entry);
            }
        }
    }

    private static boolean isSame(Entry found, Entry ours) {
        return found.id().equals(ours.id()) && found.at().equals(ours.at()) && found.bodyHash().equals(ours.bodyHash());
    }

    /**
     * In the order in which they came. What was withheld is judged again too, for it was on a state that did not come to be, also with a
     * clientId that is in the log; what nobody waits for any more is not tried again.
     */
    private static List<Pending> rest(Judgement judgement, Map<Pending.Key, Entry> found) {
        var withheld = judgement.withheld().stream().map(Withheld::pending).collect(Collectors.toSet());
        return judgement.batch()
                .stream()
                .filter(pending -> !found.containsKey(pending.key()) || withheld.contains(pending))
                .filter(pending -> !pending.isAbandoned())
                .toList();
    }

    private Mono<Void> again(String roomId, List<Pending> rest, int attempt) {
        if (rest.isEmpty()) {
            return Mono.empty();
        }
        if (attempt >= properties.tries()) {
            rest.forEach(pending -> pending.refuse(Refusal.unavailable("Others keep appending to the room.", SOON)));
            return Mono.empty();
        }
        return Mono.delay(pause(attempt)).then(Mono.defer(() -> attempt(roomId, rest, attempt + 1)));
    }

    private Duration pause(int attempt) {
        long longest = properties.jitter().toNanos() << Math.min(attempt - 1, DOUBLINGS);
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest + 1));
    }

    /** What somebody else appended and may not have lived to publish goes out before what is appended to it. */
    private Mono<Void> publishSeen(View view) {
        if (view.unpublishedFrom() == 0) {
            return Mono.empty();
        }
        return messages.find(view.ids(Math.max(view.unpublishedFrom(), view.seq() - SEEN), view.seq()))
                .doOnNext(seen -> {
                    outbox.publish(seen.stream().filter(Entry::unpublished).toList());
                    views.published(view, view.seq());
                })
                .then();
    }
}
