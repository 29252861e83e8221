package io.whispra.gateway.hub;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.whispra.gateway.socket.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A hub whose threads and time are driven by the test, over a log of one room in memory. */
final class HubFixture implements Entries, Notices {

    static final String ROOM = "r1";

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final TreeMap<Long, Entry> log = new TreeMap<>();
    private final List<String> fetches = new ArrayList<>();
    private final List<Entry> additions = new ArrayList<>();
    private final List<Entry> departures = new ArrayList<>();
    private final Hub hub;
    private boolean failing;

    HubFixture(String... settings) {
        this.hub = new Hub(properties(settings), this, new Hub.Voices(this, departures::add),
                new Hub.Threads(_ -> time, time));
    }

    static HubProperties properties(String... settings) {
        var map = new HashMap<String, String>(Map.of("h.gap-retry", "250ms"));
        for (var setting : settings) {
            map.put("h." + setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        return new Binder(new MapConfigurationPropertySource(map)).bind("h", HubProperties.class).get();
    }

    static Entry message(long seq) {
        return entry(ROOM, seq, "message", null);
    }

    static Entry entry(String roomId, long seq, String kind, @Nullable String subject) {
        return Entry.of(roomId, seq, kind, subject, Long.toString(seq).getBytes(StandardCharsets.UTF_8));
    }

    Hub hub() {
        return hub;
    }

    /** Appends to the log, as the message service does before it publishes. */
    Entry append(Entry entry) {
        log.put(entry.seq(), entry);
        return entry;
    }

    void append(long from, long to) {
        for (var seq = from; seq <= to; seq++) {
            append(message(seq));
        }
    }

    /** Kafka delivers. */
    void publish(Entry... entries) {
        try {
            hub.accept(List.of(entries));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        time.advanceTime();
    }

    /** Kafka delivers what the log has at these places. */
    void publish(long... seqs) {
        for (var seq : seqs) {
            publish(log.getOrDefault(seq, message(seq)));
        }
    }

    Member member(String userId) {
        var client = new RecordingClient();
        var listener = hub.listener(userId, client, additions::add);
        hub.enter(listener);
        return new Member(client, listener);
    }

    /** A member who is connected, with the room's head at `head`. */
    Member joined(String userId, long fromSeq, long head) {
        var member = member(userId);
        member.open();
        member.join(hub.ticket(), fromSeq, head);
        return member;
    }

    void fail(boolean fails) {
        failing = fails;
    }

    void pass(Duration duration) {
        time.advanceTimeBy(duration);
    }

    List<String> fetches() {
        return fetches;
    }

    List<Entry> additions() {
        return additions;
    }

    List<Entry> departures() {
        return departures;
    }

    @Override
    public Mono<Stretch> between(String roomId, long from, long to) {
        fetches.add(from + "-" + to);
        return failing
                ? Mono.error(new IllegalStateException("down"))
                : Mono.fromSupplier(() -> new Stretch(List.copyOf(log.subMap(from, true, to, true).values()),
                        log.isEmpty() ? 0 : log.lastKey()));
    }

    @Override
    public Event removed(Entry entry) {
        return Event.of("room.removed", Long.toString(entry.seq()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Event heads(Map<String, Long> heads) {
        return Event.of("heads", heads.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Event resync(String reason) {
        return Event.of("resync", reason.getBytes(StandardCharsets.UTF_8));
    }

    /** A connected user, in the eyes of a test. */
    final class Member {

        private final RecordingClient client;
        private final Listener listener;

        Member(RecordingClient client, Listener listener) {
            this.client = client;
            this.listener = listener;
        }

        void open() {
            listener.open(Event.of("ready", new byte[0]));
        }

        boolean join(Ticket ticket, long fromSeq, long head) {
            return join(ticket, new Membership(ROOM, fromSeq, head, 1));
        }

        boolean join(Ticket ticket, Membership membership) {
            var joined = new ArrayList<Boolean>();
            hub.join(listener, ticket, List.of(membership)).subscribe(joined::add);
            time.advanceTime();
            return joined.getFirst();
        }

        @Nullable
        Window after(long seq, int limit) {
            var windows = new ArrayList<Window>();
            hub.after(listener, ROOM, seq, limit).subscribe(windows::add);
            time.advanceTime();
            return windows.isEmpty() ? null : windows.getFirst();
        }

        void leave() {
            hub.leave(listener);
            time.advanceTime();
        }

        RecordingClient client() {
            return client;
        }

        Listener listener() {
            return listener;
        }

        /** The seqs that came as `room.event`, in the order in which they came. */
        List<Long> got() {
            return client.data("room.event").stream().map(Long::valueOf).toList();
        }
    }
}
