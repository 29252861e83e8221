package io.whispra.message.internal;

import java.util.List;

import io.whispra.message.append.BodyHash;
import io.whispra.message.append.Draft;
import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.EntryData;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Kind;
import io.whispra.message.internal.AppendRequest.Wanted;
import io.whispra.message.problem.Refusal;
import io.whispra.message.problem.Refusal.FieldError;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads and checks what services ask. */
@Component
class Requests {

    private final JsonMapper json;
    private final BodyHash bodyHash;
    private final InternalProperties properties;

    Requests(JsonMapper json, BodyHash bodyHash, InternalProperties properties) {
        this.json = json;
        this.bodyHash = bodyHash;
        this.properties = properties;
    }

    /** The drafts that a service asks to append; their list may be longer than other bodies. */
    Mono<List<Draft>> drafts(String senderId, ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), Math.toIntExact(properties.maxBody().toBytes()))
                .map(Requests::bytes)
                .defaultIfEmpty(new byte[0])
                .map(body -> AppendRequest.read(body, json, properties)
                        .stream()
                        .map(wanted -> draft(senderId, wanted))
                        .toList());
    }

    /** Both inclusive. */
    void requireReadable(long from, long to) {
        if (from < 1 || from > EntryId.MAX_SEQ) {
            throw Refusal.fields(List.of(new FieldError("/from", "out-of-range")));
        }
        if (to < from || to - from >= properties.maxRead()) {
            throw Refusal.fields(List.of(new FieldError("/to", "out-of-range")));
        }
    }

    /** What makes two requests under one clientId the same. */
    private record Hashed(Kind kind, String actor, EntryData data) {}

    private Draft draft(String senderId, Wanted wanted) {
        var hash = bodyHash.of(new Hashed(wanted.data().kind(), wanted.actor(), wanted.data()));
        return new Draft(new Author(senderId, wanted.actor()), wanted.clientId(), hash, wanted.data());
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
