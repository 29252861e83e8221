package io.whispra.media;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** The message service's `GET /internal/v1/rooms/{id}/members/{userId}`, for tokens with the scope `room-log:read`. */
final class RoomsStandIn {
    private final Set<String> members = ConcurrentHashMap.newKeySet();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.get("/internal/v1/rooms/{room}/members/{user}", this::answer))
            .bindNow();
    private volatile int failure;

    URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    void add(String roomId, String userId) {
        members.add(roomId + "/" + userId);
    }

    void remove(String roomId, String userId) {
        members.remove(roomId + "/" + userId);
    }

    /** Answers with this status from now on; 0 ends it. */
    void failWith(int status) {
        failure = status;
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        String room = request.param("room");
        String user = request.param("user");
        if (failure != 0) {
            return response.status(failure).send();
        }
        if (!hasScope(request.requestHeaders().get("Authorization"))) {
            return response.status(403).send();
        }
        return members.contains(room + "/" + user)
                ? json(response.status(200),
                        """
                        {"roomId":"%s","userId":"%s","role":"member","fromSeq":1,"headSeq":1,"number":0}""".formatted(
                                room,
                                user))
                : json(response.status(404), """
                        {"status":404,"code":"not-a-member","title":"Not a member"}""");
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
