package io.whispra.room.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.whispra.room.aggregate.Change;
import io.whispra.room.aggregate.Place;
import io.whispra.room.problem.Unavailable;
import io.whispra.room.remote.RemoteProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The logs of the rooms, through the internal API of the message service. Every failure is {@link Unavailable}. */
@Component
public class RoomLog {

    private final WebClient client;
    private final Instances instances;
    private final int entriesAtOnce;
    private final Duration timeout;

    RoomLog(WebClient messageService, LogProperties properties, RemoteProperties remote) {
        this.client = messageService;
        this.instances = new Instances(properties.urls(), properties.pause());
        this.entriesAtOnce = properties.entries();
        this.timeout = remote.timeout();
    }

    /** Appends a change; a repeat gives the places that it has already. In the order of its facts. */
    public Mono<List<Place>> append(String roomId, Change change) {
        return Flux.fromIterable(entries(change))
                .buffer(entriesAtOnce)
                .concatMap(entries -> append(roomId, entries))
                .collectList();
    }

    /** The entries from one seq to another, both included; fewer if the log ends before. */
    public Mono<List<LogEntry>> entries(String roomId, long from, long to) {
        return instances.ask(roomId, timeout, url -> client.get()
                .uri(url + "/internal/v1/rooms/{id}/entries?from={from}&to={to}", roomId, from, to)
                .retrieve()
                .bodyToMono(Page.class))
                .map(Page::entries)
                .onErrorMap(e -> new Unavailable("the log of " + roomId + " cannot be read", e));
    }

    private Flux<Place> append(String roomId, List<NewEntry> entries) {
        return instances.ask(roomId, timeout, url -> client.post()
                .uri(url + "/internal/v1/rooms/{id}/entries", roomId)
                .bodyValue(new Append(entries))
                .retrieve()
                .bodyToMono(Appended.class))
                .map(appended -> places(entries, appended))
                .onErrorMap(e -> new Unavailable("the log of " + roomId + " does not take a change", e))
                .flatMapIterable(places -> places);
    }

    private static List<NewEntry> entries(Change change) {
        var entries = new ArrayList<NewEntry>();
        for (var fact : change.facts()) {
            var clientId = change.version() + ":" + entries.size();
            entries.add(new NewEntry(clientId, fact.kind(), change.actor(), fact.data()));
        }
        return entries;
    }

    private static List<Place> places(List<NewEntry> entries, Appended appended) {
        var asked = entries.stream().map(NewEntry::clientId).toList();
        if (!appended.entries().stream().map(Acknowledged::clientId).toList().equals(asked)) {
            throw new IllegalStateException("the log acknowledges other entries than those that it was given");
        }
        return appended.entries().stream().map(entry -> new Place(entry.seq(), entry.number())).toList();
    }

    record NewEntry(String clientId, String kind, String actor, Map<String, Object> data) {}

    record Append(List<NewEntry> entries) {}

    record Acknowledged(String clientId, long seq, long number) {}

    record Appended(List<Acknowledged> entries) {}

    record Page(List<LogEntry> entries) {}
}
