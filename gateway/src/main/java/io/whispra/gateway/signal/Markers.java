package io.whispra.gateway.signal;

import java.util.HashMap;
import java.util.Map;

import io.whispra.gateway.hub.Hub;
import io.whispra.gateway.hub.Listener;
import io.whispra.gateway.signal.Signal.Read;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** How far others have read, gathered so that a room is told at most once in a while, however many read. */
@Component
final class Markers implements SmartLifecycle {

    private final Hub hub;
    private final Notes notes;
    private final SignalProperties properties;
    private final Disposable.Swap running = Disposables.swap();
    private Map<String, Map<String, Long>> waiting = new HashMap<>();
    private volatile boolean started;

    Markers(Hub hub, Notes notes, SignalProperties properties) {
        this.hub = hub;
        this.notes = notes;
        this.properties = properties;
    }

    /** To be told with the next. A marker only moves forward. */
    synchronized void add(Read read) {
        if (waiting.size() >= properties.markerRooms() && !waiting.containsKey(read.roomId())) {
            return;
        }
        var ofRoom = waiting.computeIfAbsent(read.roomId(), _ -> new HashMap<>());
        if (ofRoom.size() < properties.roomMarkers() || ofRoom.containsKey(read.userId())) {
            ofRoom.merge(read.userId(), read.seq(), Math::max);
        }
    }

    @Override
    public void start() {
        started = true;
        running.update(Flux.interval(properties.markerPause()).onBackpressureDrop().subscribe(_ -> tell()));
    }

    @Override
    public void stop() {
        started = false;
        running.update(null);
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    private void tell() {
        taken().forEach((roomId, markers) -> hub.signal(roomId, listener -> isNews(markers, listener),
                () -> notes.markers(roomId, markers)));
    }

    private synchronized Map<String, Map<String, Long>> taken() {
        var taken = waiting;
        waiting = new HashMap<>();
        return taken;
    }

    /** Whoever reads alone need not be told. */
    private static boolean isNews(Map<String, Long> markers, Listener listener) {
        return markers.size() > 1 || !markers.containsKey(listener.userId());
    }
}
