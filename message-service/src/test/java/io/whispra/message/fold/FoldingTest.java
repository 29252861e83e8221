package io.whispra.message.fold;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import io.whispra.message.Client;
import io.whispra.message.ServiceTest;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.EntryData;
import io.whispra.message.entry.EntryData.MemberAdded;
import io.whispra.message.entry.EntryData.MemberRemoved;
import io.whispra.message.entry.EntryData.MessageType;
import io.whispra.message.entry.EntryData.Reason;
import io.whispra.message.entry.EntryData.Role;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Messages;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** Membership is judged at the head of the log, whoever appended to it and whether they lived to apply it or not. */
class FoldingTest extends ServiceTest {

    @Autowired
    private Messages messages;
    @Autowired
    private Views views;
    @Autowired
    private Applying applying;
    @Autowired
    private Folds folds;
    @Autowired
    private FoldProperties properties;

    private final String room = unique("fold");

    @Test
    void removalThatAnotherInstanceInsertedAndDidNotApplyIsHeldAgainstTheSenderByAWarmInstance() {
        client.newRoom(room, "anna", "ben");
        client.send("ben", room, Client.text("m", "x"));
        insert(entry(5, 1, new MemberRemoved("ben", Reason.REMOVED)));

        assertThat(client.send("ben", room, Client.text("m2", "x")).code()).isEqualTo("room-not-found");
        assertThat(client.get("ben", "/api/v1/rooms/" + room + "/messages").code()).isEqualTo("room-not-found");
        assertThat(client.seqs(room)).hasSize(5);
    }

    @Test
    void removalThatAnotherInstanceInsertedAndDidNotApplyIsHeldAgainstTheSenderByAColdInstance() {
        client.newRoom(room, "anna", "ben");
        insert(entry(4, 0, new MemberRemoved("ben", Reason.REMOVED)));
        try (var cold = anotherInstance()) {
            var other = clientOf(cold);
            assertThat(other.get("ben", "/api/v1/rooms/" + room + "/messages").code()).isEqualTo("room-not-found");
            assertThat(other.internal("/internal/v1/rooms/" + room + "/members/ben").status()).isEqualTo(404);
            assertThat(other.send("ben", room, Client.text("m", "x")).code()).isEqualTo("room-not-found");
        }
        views.forget(room);
        assertThat(client.send("ben", room, Client.text("m", "x")).code()).isEqualTo("room-not-found");
    }

    @Test
    void readIsRefusedThoughTheReaderWasRemovedOnlySinceTheLastRead() {
        client.newRoom(room, "anna", "ben");
        assertThat(client.get("ben", "/api/v1/rooms/" + room + "/messages").status()).isEqualTo(200);
        insert(entry(4, 0, new MemberRemoved("ben", Reason.REMOVED)));

        assertThat(client.get("ben", "/api/v1/rooms/" + room + "/messages").code()).isEqualTo("room-not-found");
    }

    @Test
    void roomFromWhichOneIsRemovedWhileTheListIsReadIsNotInIt() {
        var ben = unique("ben");
        client.newRoom(room, "anna", ben);
        var reads = new Reads(views, messages, interrupted(() -> client.remove(room, ben, "2")),
                new Turns(properties), properties);

        StepVerifier.create(reads.roomsOf(ben))
                .assertNext(rooms -> assertThat(rooms).isEmpty())
                .expectComplete()
                .verify(Client.PATIENCE);
    }

    /** Something happens after a person's list of rooms was read for the first time. */
    private Folds interrupted(Runnable event) {
        var first = new AtomicBoolean(true);
        return (Folds) Proxy.newProxyInstance(Folds.class.getClassLoader(), new Class<?>[]{Folds.class},
                (_, method, arguments) -> {
                    var answer = method.invoke(folds, arguments);
                    return method.getName().equals("rooms") && first.getAndSet(false)
                            ? ((Mono<?>) answer).delayUntil(
                                    _ -> Mono.fromRunnable(event).subscribeOn(Schedulers.boundedElastic()))
                            : answer;
                });
    }

    @Test
    void personWhomAnotherInstanceAddedMaySendAtOnce() {
        client.newRoom(room, "anna");
        assertThat(client.send("cleo", room, Client.text("m", "x")).status()).isEqualTo(404);
        insert(entry(3, 0, new MemberAdded("cleo", Role.MEMBER)));

        assertThat(client.send("cleo", room, Client.text("m", "x")).seq()).isEqualTo(4);
    }

    @Test
    void coldRoomFarAheadOfItsWatermarkIsFoundToItsHead() {
        client.newRoom(room, "anna");
        insert(LongStream.rangeClosed(3, 900).mapToObj(seq -> entry(seq, seq - 2, text())).toArray(Entry[]::new));
        views.forget(room);

        var head = view();
        assertThat(head.seq()).isEqualTo(900);
        assertThat(head.number()).isEqualTo(898);
        assertThat(folds.watermark(room).block(Client.PATIENCE)).isEqualTo(new Folds.Watermark(900, 1, Setting.NONE));
        assertThat(client.send("anna", room, Client.text("m", "x")).seq()).isEqualTo(901);
    }

    @Test
    void watermarkLagsBehindMessagesByItsBoundAtMost() {
        client.newRoom(room, "anna");
        for (int i = 0; i < 70; i++) {
            client.send("anna", room, Client.text("m" + i, "x"));
        }
        var watermark = folds.watermark(room).blockOptional(Client.PATIENCE).orElseThrow().appliedSeq();
        assertThat(watermark).isBetween(72L - 31, 72L);
        views.forget(room);
        assertThat(view().seq()).isEqualTo(72);
    }

    @Test
    void entriesThatAreAppliedAgainLateChangeNothing() {
        client.newRoom(room, "anna", "ben");
        var added = entry(3, 0, new MemberAdded("ben", Role.MEMBER));
        client.remove(room, "ben", "2");
        var membership = folds.membership(room, "ben").block(Client.PATIENCE);
        var rooms = folds.rooms("ben").block(Client.PATIENCE);

        applying.apply(room, Setting.NONE, List.of(added)).blockLast(Client.PATIENCE);

        assertThat(folds.membership(room, "ben").block(Client.PATIENCE)).isEqualTo(membership);
        assertThat(folds.rooms("ben").block(Client.PATIENCE)).isEqualTo(rooms);
    }

    @Test
    void whatIsAppliedByManyAtOnceIsAppliedOnce() {
        var entries = List.of(entry(1, 0, new MemberAdded("dora", Role.MEMBER)),
                entry(2, 0, new MemberRemoved("dora", Reason.LEFT)),
                entry(3, 0, new MemberAdded("dora", Role.ADMIN)));
        Mono.when(LongStream.range(0, 8).mapToObj(_ -> applying.apply(room, Setting.NONE, entries)).toList())
                .block(Client.PATIENCE);

        var membership = folds.membership(room, "dora").blockOptional(Client.PATIENCE).orElseThrow();
        assertThat(membership.intervals()).containsExactly(new Membership.Interval(1, 2L, null),
                new Membership.Interval(3, null, null));
        assertThat(membership.role()).isEqualTo(Role.ADMIN);
        assertThat(folds.rooms("dora").blockOptional(Client.PATIENCE).orElseThrow().rooms())
                .contains(new RoomList.Joined(room, 3, null));
    }

    private View view() {
        return views.of(room).blockOptional(Client.PATIENCE).orElseThrow();
    }

    private void insert(Entry... entries) {
        messages.insert(List.of(entries)).block(Client.PATIENCE);
    }

    private Entry entry(long seq, long number, EntryData data) {
        return new Entry(new EntryId(room, seq), number, new Author("room-service", "anna"), "other:" + seq, "hash",
                Instant.EPOCH, data, true);
    }

    private static EntryData text() {
        return new EntryData.Message(MessageType.TEXT, "x", List.of(), null, null, List.of());
    }
}
