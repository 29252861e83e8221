package io.whispra.gateway.upstream;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The room service, asked with the token of the person whom the answer is for. */
public final class RoomService {

    private static final String ROOMS = "/api/v1/rooms";
    private static final int PAGE = 100;

    private final Http http;
    private final JsonMapper json;

    RoomService(Http http, JsonMapper json) {
        this.http = http;
        this.json = json;
    }

    /** A room as its member sees it. Errors: {@link Refused}, else unavailable. */
    public Mono<ObjectNode> room(String roomId, String userToken) {
        return http.get(roomId, ROOMS + "/" + roomId, userToken)
                .map(body -> read(body, ObjectNode.class));
    }

    /** How far the owner of the token has read, in the room where something happened last first; so many pages at most. */
    public Flux<Marked> marked(String userToken, int pages) {
        return page(userToken, "")
                .expand(page -> page.next() == null ? Mono.empty() : page(userToken, "&cursor=" + encoded(page.next())))
                .take(pages)
                .flatMapIterable(Page::rooms);
    }

    private Mono<Page> page(String userToken, String cursor) {
        return http.get("", ROOMS + "?limit=" + PAGE + cursor, userToken).map(body -> read(body, Page.class));
    }

    private static String encoded(@Nullable String cursor) {
        return UriUtils.encode(String.valueOf(cursor), StandardCharsets.UTF_8);
    }

    /** Moves the read marker of the token's owner: the JSON of `PUT /api/v1/rooms/{id}/read` in and out. */
    public Mono<byte[]> read(String roomId, String userToken, byte[] marker) {
        return http.put(roomId, ROOMS + "/" + roomId + "/read", userToken, marker);
    }

    /**
     * A room's read marker.
     *
     * @param id     the room
     * @param head   its last message, as far as the room service knows
     * @param unread messages after the marker, up to that head
     */
    public record Marked(String id, @Nullable Head head, @Nullable Long unread) {

        /** Number of the last message that was read, null if the room service does not say. */
        public @Nullable Long lastReadNumber() {
            return head == null || unread == null ? null : head.number() - unread;
        }
    }

    /** The number of a room's last message. */
    public record Head(long number) {}

    private record Page(List<Marked> rooms, @Nullable String next) {}

    private <T> T read(byte[] body, Class<T> type) {
        try {
            return json.readValue(body, type);
        } catch (JacksonException _) {
            throw Http.unavailable();
        }
    }
}
