package io.whispra.gateway.upstream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.whispra.gateway.hub.Entry;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Cuts `{"entries": [...], "headSeq": n, "hasMore": b}` into its entries, each as the very bytes that came. */
final class RawEntries {

    private final JsonMapper json;

    RawEntries(JsonMapper json) {
        this.json = json;
    }

    /** Fails with a {@link tools.jackson.core.JacksonException} or an {@link IllegalArgumentException} if it is something else. */
    EntryPage page(byte[] body) {
        var entries = new ArrayList<Entry>();
        var headSeq = 0L;
        var hasMore = false;
        try (var parser = json.createParser(body)) {
            expect(parser.nextToken() == JsonToken.START_OBJECT);
            for (var name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "entries" -> entries.addAll(entries(parser, body));
                    case "headSeq" -> headSeq = parser.getLongValue();
                    case "hasMore" -> hasMore = parser.getBooleanValue();
                    default -> parser.skipChildren();
                }
            }
        }
        return new EntryPage(entries, headSeq, hasMore);
    }

    private static List<Entry> entries(JsonParser parser, byte[] body) {
        var entries = new ArrayList<Entry>();
        expect(parser.currentToken() == JsonToken.START_ARRAY);
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            entries.add(entry(parser, body));
        }
        return entries;
    }

    private static Entry entry(JsonParser parser, byte[] body) {
        var start = (int) parser.currentTokenLocation().getByteOffset();
        var roomId = "";
        var kind = "";
        var seq = 0L;
        @Nullable
        String userId = null;
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            var value = parser.nextToken();
            switch (name) {
                case "roomId" -> roomId = parser.getString();
                case "kind" -> kind = parser.getString();
                case "seq" -> seq = parser.getLongValue();
                case "data" -> userId = value == JsonToken.START_OBJECT ? userId(parser) : null;
                default -> parser.skipChildren();
            }
        }
        expect(!roomId.isEmpty() && !kind.isEmpty() && seq > 0);
        var end = (int) parser.currentLocation().getByteOffset();
        var subject = kind.startsWith("member.") ? userId : null;
        return Entry.of(roomId, seq, kind, subject, Arrays.copyOfRange(body, start, end));
    }

    private static @Nullable String userId(JsonParser parser) {
        @Nullable
        String userId = null;
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            var value = parser.nextToken();
            if (name.equals("userId") && value == JsonToken.VALUE_STRING) {
                userId = parser.getString();
            } else {
                parser.skipChildren();
            }
        }
        return userId;
    }

    private static void expect(boolean fact) {
        if (!fact) {
            throw new IllegalArgumentException("expected a page of entries");
        }
    }
}
