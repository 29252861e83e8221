package io.whispra.media;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The message service's `GET /internal/v1/rooms/{id}/members/{userId}` and `GET /internal/v1/rooms/{id}/messages`, for tokens with the
 * scope `room-log:read`.
 */
final class RoomsStandIn {
    private final Map<String, Long> members = new ConcurrentHashMap<>();
    private final Map<String, Sent> messages = new ConcurrentHashMap<>();
    private final Set<String> askedFor = ConcurrentHashMap.newKeySet();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.get("/internal/v1/rooms/{room}/members/{user}", this::answer)
                    .get("/internal/v1/rooms/{room}/messages", this::answerMessage))
            .bindNow();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile int failure;

    private record Sent(long seq, boolean deleted) {}

    URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    void add(String roomId, String userId) {
        add(roomId, userId, 1);
    }

    void add(String roomId, String userId, long historyFrom) {
        members.put(roomId + "/" + userId, historyFrom);
    }

    /** A message is in the log, by its id in a claim. */
    void sent(String messageId, long seq, boolean deleted) {
        messages.put(messageId, new Sent(seq, deleted));
    }

    boolean wasAskedFor(String messageId) {
        return askedFor.contains(messageId);
    }

    void remove(String roomId, String userId) {
        members.remove(roomId + "/" + userId);
    }

    /** Questions since the last change of {@link #failWith}. */
    int refused() {
        return refused.get();
    }

    /** Answers with this status from now on; 0 ends it. */
    void failWith(int status) {
        refused.set(0);
        failure = status;
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        String room = request.param("room");
        String user = request.param("user");
        if (failure != 0) {
            refused.incrementAndGet();
            return response.status(failure).send();
        }
        if (!hasScope(request.requestHeaders().get("Authorization"))) {
            return response.status(403).send();
        }
        var historyFrom = members.get(room + "/" + user);
        return historyFrom != null
                ? json(response.status(200),
                        """
                        {"roomId":"%s","userId":"%s","role":"member","fromSeq":1,"historyFrom":%d,"headSeq":1,"number":0}"""
                                .formatted(room, user, historyFrom))
                : json(response.status(404), """
                        {"status":404,"code":"not-a-member","title":"Not a member"}""");
    }

    private Publisher<Void> answerMessage(HttpServerRequest request, HttpServerResponse response) {
        if (failure != 0) {
            refused.incrementAndGet();
            return response.status(failure).send();
        }
        if (!hasScope(request.requestHeaders().get("Authorization"))) {
            return response.status(403).send();
        }
        var query = new QueryStringDecoder(request.uri()).parameters();
        var messageId = request.param("room") + ":" + first(query.get("senderId")) + ":"
                + first(query.get("clientId"));
        askedFor.add(messageId);
        var sent = messages.get(messageId);
        return sent != null
                ? json(response.status(200), "{\"seq\":%d,\"deleted\":%b}".formatted(sent.seq(), sent.deleted()))
                : json(response.status(404), """
                        {"status":404,"code":"message-not-found","title":"There is no such message"}""");
    }

    private static String first(@Nullable List<String> values) {
        return values == null ? "" : values.getFirst();
    }

    private static Publisher<Void> json(HttpServerResponse response, String body) {
        return response.header("Content-Type", "application/json").sendString(Mono.just(body));
    }

    private static boolean hasScope(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return false;
        }
        var claims = new String(Base64.getUrlDecoder().decode(authorization.split("\\.", -1)[1]),
                StandardCharsets.UTF_8);
        return claims.contains("\"room-log:read\"");
    }
}
