package io.whispra.gateway.presence;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.whispra.gateway.hub.Departures;
import io.whispra.gateway.hub.Entry;
import io.whispra.gateway.hub.Listener;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Event;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is there, on all gateways, and who is told. One thread has all of it; its queue is bounded by what may put something there: a hand-over of
 * records that waits, and as many requests as the clients may have in progress.
 */
public final class Presence implements Departures, SmartLifecycle, DisposableBean {

    private final PresenceProperties properties;
    private final Reports reports;
    private final JsonMapper json;
    private final Scheduler loop;
    private final Own own;
    private final Others others;
    private final Watchers watchers;
    private final Semaphore handover;
    private long beatAt = System.nanoTime();
    private final Disposable.Swap ticking = Disposables.swap();
    private volatile boolean started;

    Presence(PresenceProperties properties, Reports reports, JsonMapper json, Scheduler loop) {
        this.properties = properties;
        this.reports = reports;
        this.json = json;
        this.loop = loop;
        this.own = new Own(properties.grace().toNanos());
        this.others = new Others(properties);
        this.watchers = new Watchers(properties);
        this.handover = new Semaphore(properties.handover());
    }

    @Override
    public void start() {
        started = true;
        var tick = properties.tick().toMillis();
        ticking.update(loop.schedulePeriodically(this::tick, 0, tick, TimeUnit.MILLISECONDS));
    }

    /** Says nothing to the others: those who were here come back elsewhere, and the rest is gone when this gateway is not heard of. */
    @Override
    public void stop() {
        started = false;
        ticking.update(null);
    }

    @Override
    public void destroy() {
        loop.dispose();
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** A connection is there. */
    public void entered(String sessionId, Listener listener) {
        tell(() -> {
            watchers.enter(sessionId, listener);
            own.set(listener.userId(), sessionId, State.ONLINE);
            changed(listener.userId());
        });
    }

    /** A connection is gone, or never was. */
    public void left(String sessionId, String userId) {
        tell(() -> {
            watchers.leave(sessionId);
            own.leave(userId, sessionId, System.nanoTime());
            changed(userId);
        });
    }

    /** A connection says how its user is; refused if it does so too often. */
    public Mono<Void> set(String sessionId, String userId, State state) {
        return ask(() -> {
            var watcher = watchers.of(sessionId);
            if (watcher != null && !watcher.sayings().tryConsume(1)) {
                throw Refusal.tooMany("A state is said too often.", properties.watchPause());
            }
            if (own.has(userId, sessionId)) {
                own.set(userId, sessionId, state);
                changed(userId);
            }
            return true;
        }).then();
    }

    @Override
    public void departed(Entry entry) {
        tell(() -> watchers.departed(entry.subject(), entry.roomId()));
    }

    /** Takes what another gateway says. Blocks while too much is waiting. */
    void take(Report report) throws InterruptedException {
        handover.acquire();
        tell(() -> {
            handover.release();
            if (!report.gatewayId().equals(reports.gatewayId())) {
                others.take(report, System.nanoTime()).forEach(watchers::changed);
            } else if (report.state() == State.OFFLINE && report.userId() != null) {
                reports.wiped(report.userId());
            }
        });
    }

    /** A connection is about to change whom it watches; refused if it does so too often. Nothing: it is gone. */
    Mono<Integer> begin(String sessionId) {
        return ask(() -> {
            var watcher = watchers.of(sessionId);
            if (watcher != null && !watcher.changes().tryConsume(1)) {
                throw Refusal.tooMany("Others are watched too often.", properties.watchPause());
            }
            return watcher == null ? 0 : watcher.begin();
        });
    }

    /** Watches those people who are in rooms that are shared, unless something later began. Tells how they are. */
    Mono<Map<String, State>> watch(String sessionId, int begun, Map<String, Set<String>> shared) {
        return ask(() -> {
            var states = new HashMap<String, State>();
            var watcher = watchers.of(sessionId);
            if (watcher != null) {
                var allowed = watchers.stillShared(watcher, shared);
                if (watcher.isCurrent(begun)) {
                    watchers.watch(watcher, allowed, this::state, System.nanoTime());
                }
                allowed.keySet().forEach(userId -> states.put(userId, state(userId)));
            }
            return states;
        });
    }

    private State state(String userId) {
        return own.state(userId).or(others.state(userId));
    }

    private void changed(String userId) {
        reports.say(userId, own.state(userId));
        watchers.changed(userId);
    }

    private void tick() {
        var now = System.nanoTime();
        own.gone(now).forEach(this::changed);
        for (var dead : others.dead(now)) {
            dead.userIds().forEach(watchers::changed);
            reports.bury(dead);
        }
        reports.dig();
        if (now - beatAt >= 0) {
            beatAt = now + properties.heartbeat().toNanos();
            reports.heartbeat();
        }
        for (var watcher : watchers.due(now)) {
            var news = watcher.news(this::state, now + properties.batchPause().toNanos());
            if (!news.isEmpty()) {
                watcher.listener()
                        .emit(Event.lossy("presence.batch", json.writeValueAsBytes(Map.of("states", news))));
            }
        }
    }

    private void tell(Runnable task) {
        try {
            loop.schedule(task);
        } catch (RejectedExecutionException _) {
            // This gateway stops: there is nothing left to change.
        }
    }

    private <T> Mono<T> ask(Callable<T> question) {
        return Mono.fromCallable(question).subscribeOn(loop).publishOn(Schedulers.parallel());
    }
}
