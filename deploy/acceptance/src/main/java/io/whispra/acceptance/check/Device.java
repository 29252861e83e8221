package io.whispra.acceptance.check;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.whispra.acceptance.check.Evidence.Delivery;
import io.whispra.acceptance.client.Connection;
import io.whispra.acceptance.client.Json;
import io.whispra.acceptance.client.Timeline;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A device that follows the rules for clients: it comes back by itself, resumes what it knows, and fills its gaps. */
final class Device implements AutoCloseable {

    private static final int LIMIT = 200;
    private static final long HOLD_MS = 250;
    private static final long AGAIN_MS = 500;
    private static final long BACK_OFF_MS = 500;
    private static final int DOUBLINGS = 4;
    private static final long ANSWER_SECONDS = 20;
    private static final long READY_MS = 15_000;

    private final ScheduledExecutorService turn;
    private final String name;
    private final Account account;
    private final Opening opening;
    private final Evidence evidence;
    private final Map<String, Timeline<Integer>> rooms = new ConcurrentHashMap<>();
    private final List<Held> ended = new ArrayList<>();
    private volatile @Nullable Connection connection;
    /** The number of the connection, 0 while there is none, and of the last one that was ready. */
    private volatile int link;
    private volatile int ready;
    private int links;
    private volatile boolean closed;
    private volatile String epoch = "";
    private int failures;
    private long retryAfterMs;

    /** One of the transports. */
    @FunctionalInterface
    interface Opening {
        Connection open(URI base, String token, Connection.Listener listener);
    }

    /** What a device holds of a room. */
    record Held(String device, String userId, String roomId, Timeline<Integer> timeline, boolean current) {}

    Device(String name, Account account, Opening opening, Evidence evidence) {
        this.name = name;
        this.account = account;
        this.opening = opening;
        this.evidence = evidence;
        this.turn = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("device-" + name).factory());
        turn.execute(this::open);
    }

    /** The connection of this moment. */
    @Nullable
    Connection connection() {
        return connection;
    }

    boolean isConnected() {
        return link > 0 && link == ready;
    }

    /** Last seq by room. */
    Map<String, Timeline<Integer>> rooms() {
        return rooms;
    }

    /** All that it held, of the rooms that it is in and of those that it was in. */
    List<Held> held() {
        var all = new ArrayList<Held>();
        synchronized (ended) {
            all.addAll(ended);
        }
        rooms.forEach((roomId, timeline) -> all.add(new Held(name, account.id(), roomId, timeline, true)));
        return all;
    }

    /** Asks for what it may lack. */
    void sync() {
        later(0, this::syncNow);
    }

    @Override
    public void close() {
        closed = true;
        turn.shutdownNow();
        cut();
    }

    private void open() {
        if (closed || link > 0) {
            return;
        }
        try {
            var number = ++links;
            connection = opening.open(account.base(), account.token(),
                    (event, data) -> later(0, () -> received(number, event, data)));
            link = number;
            later(READY_MS, () -> {
                if (link == number && ready != number) {
                    cut();
                }
            });
        } catch (CompletionException _) {
            comeBack();
        }
    }

    private void cut() {
        var open = connection;
        if (open != null) {
            open.close();
        }
    }

    private void comeBack() {
        var ceiling = BACK_OFF_MS << Math.min(failures++, DOUBLINGS);
        var delay = retryAfterMs + ThreadLocalRandom.current().nextLong(ceiling);
        retryAfterMs = 0;
        later(delay, this::open);
    }

    private void received(int from, String event, JsonNode data) {
        var now = System.currentTimeMillis();
        switch (event) {
            case "ready" -> ready(from, data);
            case "room.event" -> {
                take(data, true, now);
                fillLater(data.path("roomId").asString());
            }
            case "room.added" -> follow(data.path("id").asString(), data.path("head").path("seq").asLong());
            case "room.removed" -> leave(data.path("roomId").asString());
            case "resync" -> syncNow();
            case "heads" -> catchUp(data);
            case "room.signal", "user.event", "presence.batch" -> {
            }
            case "bye", "connect_error" -> retryAfterMs = data.path("retryAfterMs").asLong(0);
            case "disconnect" -> disconnected(from);
            default -> evidence.odd(name + " was told " + event + " " + data);
        }
    }

    private void disconnected(int from) {
        if (from == link && !closed) {
            link = 0;
            connection = null;
            comeBack();
        }
    }

    private void ready(int from, JsonNode data) {
        ready = from;
        failures = 0;
        if (!epoch.isEmpty() && !epoch.equals(data.path("epoch").asString())) {
            evidence.odd(name + " sees another epoch");
        }
        epoch = data.path("epoch").asString();
        heads(data.path("heads"));
        syncNow();
    }

    /** The last entry of a room may have been lost, with nothing after it to tell. */
    private void catchUp(JsonNode heads) {
        rooms.forEach((roomId, timeline) -> {
            if (heads.path(roomId).asLong(0) > timeline.seq()) {
                fetch(roomId);
            }
        });
    }

    private void heads(JsonNode heads) {
        heads.forEach(head -> follow(head.path("roomId").asString(), head.path("seq").asLong()));
    }

    private void follow(String roomId, long seq) {
        rooms.computeIfAbsent(roomId, _ -> new Timeline<>(seq));
    }

    private void leave(String roomId) {
        var timeline = rooms.remove(roomId);
        if (timeline != null) {
            synchronized (ended) {
                ended.add(new Held(name, account.id(), roomId, timeline, false));
            }
        }
    }

    private void take(JsonNode entry, boolean pushed, long invokedAt) {
        var fact = Fact.of(entry);
        evidence.add(new Delivery(name, account.id(), fact, pushed, invokedAt, System.currentTimeMillis()));
        var timeline = rooms.get(fact.roomId());
        if (timeline != null) {
            timeline.offer(fact.seq(), fact.digest());
        }
    }

    private void syncNow() {
        var known = Json.object();
        rooms.forEach((roomId, timeline) -> known.put(roomId, timeline.seq()));
        var request = Json.object("{'limit': %d}", LIMIT);
        request.set("rooms", known);
        var invokedAt = System.currentTimeMillis();
        ask("sync", request, answer -> synced(answer, invokedAt), this::syncNow);
    }

    private void synced(JsonNode answer, long invokedAt) {
        answer.path("entries").forEach(entries -> entries.forEach(entry -> take(entry, false, invokedAt)));
        answer.path("removed").forEach(roomId -> leave(roomId.asString()));
        heads(answer.path("heads"));
        answer.path("limited").forEach(roomId -> fetch(roomId.asString()));
        if (!answer.path("more").isEmpty()) {
            syncNow();
        }
    }

    private void fillLater(String roomId) {
        var timeline = rooms.get(roomId);
        if (timeline != null && timeline.held() > 0) {
            later(HOLD_MS, () -> {
                if (timeline.held() > 0) {
                    fetch(roomId);
                }
            });
        }
    }

    private void fetch(String roomId) {
        var timeline = rooms.get(roomId);
        if (timeline == null) {
            return;
        }
        var invokedAt = System.currentTimeMillis();
        var request = Json.object("{'roomId': '%s', 'after': %d, 'limit': %d}", roomId, timeline.seq(), LIMIT);
        ask("room.fetch", request, page -> {
            page.path("entries").forEach(entry -> take(entry, false, invokedAt));
            if (page.path("hasMore").asBoolean()) {
                fetch(roomId);
            }
        }, this::syncNow);
    }

    /** What cannot be answered now is asked again as long as the connection lasts; a new one begins with a sync. */
    private void ask(String event, JsonNode data, Consumer<JsonNode> then, Runnable again) {
        var open = connection;
        var number = link;
        if (open == null) {
            return;
        }
        var from = System.currentTimeMillis();
        var _ = open.request(event, data).orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).whenComplete((ack, error) -> {
            Attempts.note(evidence, event, from, ack, error);
            later(0, () -> {
                if (ack != null && ack.path("ok").asBoolean()) {
                    then.accept(ack.path("data"));
                } else if (ack != null && link == number) {
                    later(ack.path("error").path("retryAfterMs").asLong(AGAIN_MS), again);
                } else if (link == number) {
                    cut();
                }
            });
        });
    }

    private void later(long delayMs, Runnable task) {
        try {
            var _ = turn.schedule(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    evidence.odd(name + " failed: " + e);
                }
            }, delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // It was closed.
        }
    }
}
