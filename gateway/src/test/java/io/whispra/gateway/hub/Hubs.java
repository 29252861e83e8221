package io.whispra.gateway.hub;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.whispra.gateway.hub.Entries.Stretch;
import io.whispra.gateway.socket.Event;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Hubs with real threads, for tests of other packages. */
public final class Hubs {

    private Hubs() {}

    /** A hub whose message service knows of nothing. */
    public static Hub running() {
        return new Hub(HubFixture.properties(), (_, _, _) -> Mono.just(new Stretch(List.of(), 0)),
                new Hub.Voices(new Notices() {

                    @Override
                    public Event removed(Entry entry) {
                        return Event.of("room.removed", new byte[0]);
                    }

                    @Override
                    public Event heads(Map<String, Long> heads) {
                        return Event.of("heads", new byte[0]);
                    }

                    @Override
                    public Event resync(String reason) {
                        return Event.of("resync", reason.getBytes(StandardCharsets.UTF_8));
                    }
                }, _ -> {}), new Hub.Threads(i -> Schedulers.newSingle("test-hub-" + i, true), Schedulers.parallel()));
    }

    /** A client that listens to a room from its beginning. */
    public static RecordingClient listening(Hub hub, String roomId) {
        var client = new RecordingClient();
        var listener = hub.listener("anna", client, _ -> {});
        hub.enter(listener);
        listener.open(Event.of("ready", new byte[0]));
        hub.join(listener, hub.ticket(), List.of(new Membership(roomId, 0, 0, 1))).block();
        return client;
    }
}
