package io.whispra.gateway.signal;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.whispra.gateway.kafka.TopicWriter;
import io.whispra.gateway.kafka.TopicWriter.Outgoing;
import tools.jackson.databind.json.JsonMapper;

/** Passes on to all gateways that somebody is typing, not oftener than others need to know. */
public final class Typists {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private final TopicWriter writer;
    private final JsonMapper json;
    private final Clock clock;
    private final long pauseNanos;
    private final Cache<Place, Said> said;

    /** A connection in a room. */
    private record Place(String sessionId, String roomId) {}

    /** What was passed on last. */
    private record Said(long at, boolean on) {}

    Typists(TopicWriter writer, JsonMapper json, Clock clock, SignalProperties properties) {
        this.writer = writer;
        this.json = json;
        this.clock = clock;
        this.pauseNanos = properties.typingPause().toNanos();
        this.said = Caffeine.newBuilder()
                .maximumSize(properties.typing())
                .expireAfterWrite(properties.typingLife())
                .build();
    }

    /**
     * Somebody who may do so types in a room, or stopped; returns at once.
     *
     * @param sessionId the connection that says so
     */
    public void types(String sessionId, String roomId, String userId, boolean on) {
        var typing = new Signal.Typing(roomId, userId, on);
        if (isNews(new Place(sessionId, typing.roomId()), typing.on())) {
            writer.write(new Outgoing(typing.roomId(), json.writeValueAsString(value(typing)), headers(typing)),
                    () -> {});
        }
    }

    private boolean isNews(Place place, boolean on) {
        var news = new boolean[1];
        said.asMap().compute(place, (_, last) -> {
            var now = System.nanoTime();
            news[0] = on ? last == null || now - last.at() >= pauseNanos : last != null && last.on();
            if (!news[0]) {
                return last;
            }
            return new Said(last == null || on ? now : last.at(), on);
        });
        return news[0];
    }

    private static Map<String, Object> value(Signal.Typing typing) {
        var value = new LinkedHashMap<String, Object>();
        value.put("roomId", typing.roomId());
        value.put("userId", typing.userId());
        value.put("on", typing.on());
        return value;
    }

    private Map<String, String> headers(Signal.Typing typing) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_source", "/gateway");
        headers.put("ce_type", "typing");
        headers.put("ce_subject", typing.userId());
        headers.put("ce_time", TIME.format(clock.instant()));
        headers.put("content-type", "application/json");
        return headers;
    }
}
