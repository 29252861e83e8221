package io.whispra.gateway.upstream;

import java.util.function.Function;

import io.whispra.gateway.hub.Entries;
import io.whispra.gateway.upstream.UserRooms.Head;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The message service. Ids are checked by the caller. Errors: {@link Refused} for what it refused, else unavailable.
 */
public final class MessageService implements Entries {

    private static final int NOT_FOUND = 404;

    private final Http http;
    private final ServiceToken token;
    private final JsonMapper json;
    private final RawEntries raw;

    MessageService(Http http, ServiceToken token, JsonMapper json) {
        this.http = http;
        this.token = token;
        this.json = json;
        this.raw = new RawEntries(json);
    }

    /** Sends a message for the owner of the token: the JSON of `POST /api/v1/rooms/{id}/messages` in and out. */
    public Mono<byte[]> send(String roomId, String userToken, byte[] message) {
        return http.post(roomId, "/api/v1/rooms/" + roomId + "/messages", userToken, message);
    }

    /** Says something else in a message's place: the JSON of `PATCH /api/v1/rooms/{id}/messages/{seq}` in and out. */
    public Mono<byte[]> edit(Target target, String userToken, byte[] change) {
        return http.patch(target.roomId(), target.path(), userToken, change);
    }

    /** Deletes a message: the JSON of `DELETE /api/v1/rooms/{id}/messages/{seq}` out. */
    public Mono<byte[]> delete(Target target, String userToken) {
        return http.delete(target.roomId(), target.path() + target.query(), userToken);
    }

    /** Reacts to a message: the JSON of `PUT /api/v1/rooms/{id}/messages/{seq}/reactions/{emoji}` out. */
    public Mono<byte[]> react(Target target, String emoji, String userToken) {
        return http.put(target.roomId(), target.reaction(emoji), userToken);
    }

    /** Takes a reaction back: the JSON of `DELETE /api/v1/rooms/{id}/messages/{seq}/reactions/{emoji}` out. */
    public Mono<byte[]> takeBack(Target target, String emoji, String userToken) {
        return http.delete(target.roomId(), target.reaction(emoji), userToken);
    }

    /** A part of a log as the owner of the token may see it, as it came: `{entries, headSeq, hasMore}`. */
    public Mono<byte[]> entries(String roomId, String userToken, Span span) {
        return http.get(roomId, "/api/v1/rooms/" + roomId + "/entries?" + span.query(), userToken);
    }

    /** The same, cut into entries. */
    public Mono<EntryPage> page(String roomId, String userToken, Span span) {
        return entries(roomId, userToken, span).map(readable(raw::page));
    }

    /** The rooms that a user is in, with heads, all of one moment. */
    public Mono<UserRooms> rooms(String userId) {
        return own(userId, "/internal/v1/users/" + userId + "/rooms")
                .onErrorMap(Refused.class, _ -> Http.unavailable())
                .map(readable(body -> json.readValue(body, UserRooms.class)));
    }

    /** A user's membership in a room with the room's head, all of one moment. Empty if the user is not a member. */
    public Mono<Head> member(String roomId, String userId) {
        return own(roomId, "/internal/v1/rooms/" + roomId + "/members/" + userId)
                .map(readable(body -> json.readValue(body, Head.class)))
                .onErrorResume(Refused.class, e -> e.status() == NOT_FOUND ? Mono.empty() : Mono.error(e))
                .onErrorMap(Refused.class, _ -> Http.unavailable());
    }

    @Override
    public Mono<Stretch> between(String roomId, long from, long to) {
        return own(roomId, "/internal/v1/rooms/" + roomId + "/entries?from=" + from + "&to=" + to)
                .onErrorMap(Refused.class, _ -> Http.unavailable())
                .map(readable(raw::page))
                .map(page -> new Stretch(page.entries(), page.headSeq()));
    }

    private Mono<byte[]> own(String key, String path) {
        return token.value()
                .onErrorMap(_ -> Http.unavailable())
                .flatMap(value -> http.get(key, path, value));
    }

    private static <T> Function<byte[], T> readable(Function<byte[], T> reader) {
        return body -> {
            try {
                return reader.apply(body);
            } catch (JacksonException | IllegalArgumentException _) {
                throw Http.unavailable();
            }
        };
    }
}
