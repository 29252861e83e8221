package io.whispra.room;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The internal API of the message service by its contract: dense logs, idempotent by clientId, scopes checked. */
final class LogStandIn implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern BOUNDS = Pattern.compile("from=(\\d+)&to=(\\d+)");
    private static final Pattern TOKEN = Pattern.compile("Bearer [^.]+\\.([^.]+)\\.[^.]+");

    /** What a caller did that the contract does not allow. */
    final List<String> violations = new CopyOnWriteArrayList<>();
    final AtomicInteger failuresToCome = new AtomicInteger();
    final AtomicInteger appends = new AtomicInteger();
    final AtomicInteger reads = new AtomicInteger();
    final AtomicBoolean down = new AtomicBoolean();

    private final Map<String, List<Entry>> logs = new HashMap<>();
    /** Its own threads: those that all share end with the first application that ends. */
    private final LoopResources threads = LoopResources.create("stand-in", 2, true);
    private final DisposableServer server = HttpServer.create().runOn(threads).host("127.0.0.1").port(0)
            .route(routes -> routes
                    .post("/internal/v1/rooms/{id}/entries", this::append)
                    .get("/internal/v1/rooms/{id}/entries", this::read))
            .bindNow();

    /** An entry as it travels. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(String roomId, long seq, long number, String kind, String at, String actor, @Nullable String clientId,
            Map<String, Object> data) {

        /** The room's version that appended it, 0 for a message. */
        int version() {
            return clientId == null ? 0 : Integer.parseInt(clientId.replaceAll(":.*", ""));
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** The log of a room so far. */
    synchronized List<Entry> log(String roomId) {
        return List.copyOf(logs.getOrDefault(roomId, List.of()));
    }

    /** The kinds of its entries. */
    List<String> kinds(String roomId) {
        return log(roomId).stream().map(Entry::kind).toList();
    }

    /** The clientIds of its entries that the room service appended. */
    List<String> clientIds(String roomId) {
        return log(roomId).stream().map(Entry::clientId).flatMap(Stream::ofNullable).toList();
    }

    /** What a person sent. */
    Entry message(String roomId, String actor, Map<String, Object> data) {
        return add(roomId, "message", actor, null, data);
    }

    /** What a person did to a message. */
    Entry change(String roomId, String kind, String actor, Map<String, Object> data) {
        return add(roomId, kind, actor, null, data);
    }

    private synchronized Entry add(String roomId, String kind, String actor, @Nullable String clientId,
            Map<String, Object> data) {
        var log = logs.computeIfAbsent(roomId, _ -> new ArrayList<>());
        var number = (log.isEmpty() ? 0 : log.getLast().number()) + (kind.equals("message") ? 1 : 0);
        var entry = new Entry(roomId, log.size() + 1, number, kind, "2026-01-01T00:00:00.000Z", actor, clientId, data);
        log.add(entry);
        return entry;
    }

    @Override
    public void close() {
        server.disposeNow();
        threads.dispose();
    }

    private Publisher<Void> append(HttpServerRequest request, HttpServerResponse response) {
        var roomId = String.valueOf(request.param("id"));
        return request.receive().aggregate().asString().flatMap(body -> {
            if (isRefused(request, "room-log:append")) {
                return response.status(403).send();
            }
            if (down.get() || failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return response.status(503).send();
            }
            return answer(response, Map.of("entries", appendAll(roomId, JSON.readTree(body).path("entries"))));
        });
    }

    private synchronized List<Map<String, Object>> appendAll(String roomId, JsonNode entries) {
        appends.incrementAndGet();
        var places = new ArrayList<Map<String, Object>>();
        for (var asked : entries) {
            var clientId = asked.path("clientId").asString();
            var data = JSON.convertValue(asked.path("data"), new TypeReference<Map<String, Object>>() {});
            var entry = log(roomId).stream().filter(it -> clientId.equals(it.clientId())).findFirst()
                    .orElseGet(() -> add(roomId, asked.path("kind").asString(), asked.path("actor").asString(),
                            clientId, data));
            if (!data.equals(entry.data())) {
                violations.add(roomId + ": " + clientId + " came with other data");
            }
            places.add(Map.of("clientId", clientId, "seq", entry.seq(), "number", entry.number()));
        }
        var versions = log(roomId).stream().mapToInt(Entry::version).filter(version -> version > 0).boxed().toList();
        if (!versions.equals(versions.stream().sorted().toList())) {
            violations.add(roomId + ": the versions are in the order " + versions);
        }
        return places;
    }

    private Publisher<Void> read(HttpServerRequest request, HttpServerResponse response) {
        reads.incrementAndGet();
        if (isRefused(request, "room-log:read")) {
            return response.status(403).send();
        }
        var bounds = BOUNDS.matcher(request.uri());
        if (down.get() || !bounds.find()) {
            return response.status(503).send();
        }
        var from = Long.parseLong(bounds.group(1));
        var to = Long.parseLong(bounds.group(2));
        var log = log(String.valueOf(request.param("id")));
        var entries = log.stream().filter(entry -> entry.seq() >= from && entry.seq() <= to).toList();
        return answer(response, Map.of("entries", entries, "headSeq", log.size()));
    }

    /** A service's token with the scope, and no person's. */
    private static boolean isRefused(HttpServerRequest request, String scope) {
        var token = TOKEN.matcher(request.requestHeaders().get("Authorization", ""));
        if (!token.matches()) {
            return true;
        }
        var claims = JSON.readTree(new String(Base64.getUrlDecoder().decode(token.group(1)), StandardCharsets.UTF_8));
        return claims.has("sid") || !(" " + claims.path("scope").asString("") + " ").contains(" " + scope + " ");
    }

    private static Mono<Void> answer(HttpServerResponse response, Object body) {
        return response.header("Content-Type", "application/json")
                .sendString(Mono.just(JSON.writeValueAsString(body)))
                .then();
    }
}
