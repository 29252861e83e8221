package io.whispra.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Logs of rooms in memory, with the part of the message service's contract that the gateway uses. */
public final class MessageLog implements StandIn.Answers {

    private static final Pattern PAGE = Pattern
            .compile("/api/v1/rooms/([^/]+)/entries\\?(after|before)=(\\d+)&limit=(\\d+)");
    private static final Pattern PIECE = Pattern.compile("/internal/v1/rooms/([^/]+)/entries\\?from=(\\d+)&to=(\\d+)");
    private static final Pattern MEMBER = Pattern.compile("/internal/v1/rooms/([^/]+)/members/([^/]+)");
    private static final Pattern ROOMS = Pattern.compile("/internal/v1/users/([^/]+)/rooms");
    private static final Pattern SEND = Pattern.compile("/api/v1/rooms/([^/]+)/messages");
    private static final Pattern CHANGE = Pattern
            .compile("/api/v1/rooms/([^/]+)/messages/(\\d+)(/reactions/([^/?]+))?(\\?clientId=(.+))?");
    private static final Pattern PUBLIC = Pattern.compile("/api/v1/rooms/([^/]+)/");
    private static final String NOWHERE = "nowhere";
    private static final String NOT_FOUND = "{\"code\":\"room-not-found\",\"status\":404}";

    private final Map<String, List<Line>> logs = new ConcurrentHashMap<>();
    private final Map<String, Line> sent = new ConcurrentHashMap<>();
    private final Set<String> joined = ConcurrentHashMap.newKeySet();
    private volatile String epoch = UUID.randomUUID().toString();
    private volatile boolean down;
    private volatile boolean silent;

    /** One entry. */
    public record Line(String roomId, long seq, long number, String kind, @Nullable String subject, String text) {

        public String json() {
            var data = subject == null
                    ? "{\"type\":\"text\",\"content\":\"" + text + "\"}"
                    : "{\"userId\":\"" + subject + "\",\"reason\":\"left\"}";
            return "{\"roomId\":\"%s\",\"seq\":%d,\"number\":%d,\"kind\":\"%s\",\"at\":\"2026-01-01T00:00:00.000Z\",\"actor\":\"a\",\"data\":%s}"
                    .formatted(roomId, seq, number, kind, data);
        }

        public ProducerRecord<byte[], byte[]> published(String topic) {
            var published = new ProducerRecord<>(topic, bytes(roomId), bytes(json()));
            published.headers().add("ce_id", bytes(roomId + ":" + seq)).add("ce_type", bytes(kind));
            if (subject != null) {
                published.headers().add("ce_subject", bytes(subject));
            }
            return published;
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    public synchronized Line append(String roomId, String kind, @Nullable String subject, String text) {
        var log = logs.computeIfAbsent(roomId, _ -> new ArrayList<>());
        var number = log.stream().filter(line -> line.kind().equals("message")).count();
        var line = new Line(roomId, log.size() + 1L, number + (kind.equals("message") ? 1 : 0), kind, subject, text);
        log.add(line);
        return line;
    }

    public Line message(String roomId, String text) {
        return append(roomId, "message", null, text);
    }

    public Line added(String roomId, String userId) {
        return append(roomId, "member.added", userId, "");
    }

    public Line removed(String roomId, String userId) {
        return append(roomId, "member.removed", userId, "");
    }

    /** The seq of a room's last entry. */
    public synchronized long head(String roomId) {
        return logs.getOrDefault(roomId, List.of()).size();
    }

    public synchronized void clear() {
        logs.clear();
        sent.clear();
        joined.clear();
        down = false;
        silent = false;
    }

    /** From now on the members of a room see what came since they joined. */
    public void historySinceJoined(String roomId) {
        joined.add(roomId);
    }

    /** As after a restore from a backup. */
    public String newEpoch() {
        epoch = UUID.randomUUID().toString();
        return epoch;
    }

    public String epoch() {
        return epoch;
    }

    /** Whether it answers 503. */
    public void down(boolean isDown) {
        down = isDown;
    }

    /** Whether it never answers. */
    public void silent(boolean isSilent) {
        silent = isSilent;
    }

    @Override
    public synchronized Mono<StandIn.Answer> to(String method, String uri, String token, byte[] body) {
        if (silent) {
            return Mono.never();
        }
        if (down) {
            return Mono.just(new StandIn.Answer(503, "{\"code\":\"unavailable\",\"status\":503}"));
        }
        return Mono.justOrEmpty(isHidden(uri, token)
                ? new StandIn.Answer(404, NOT_FOUND)
                : answer(method, uri, new String(body, StandardCharsets.UTF_8)));
    }

    /** Whether a person asks about a room that they were removed from. */
    private boolean isHidden(String uri, String token) {
        var asked = PUBLIC.matcher(uri);
        if (!asked.lookingAt()) {
            return false;
        }
        var claims = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        var userId = field("sub", claims);
        return logs.getOrDefault(asked.group(1), List.of())
                .stream()
                .anyMatch(line -> userId.equals(line.subject()))
                && head(asked.group(1), userId).isEmpty();
    }

    private StandIn.@Nullable Answer answer(String method, String uri, String body) {
        var rooms = ROOMS.matcher(uri);
        if (rooms.matches()) {
            return ok("{\"epoch\":\"" + epoch + "\",\"rooms\":[" + logs.keySet()
                    .stream()
                    .sorted()
                    .map(roomId -> head(roomId, rooms.group(1)))
                    .filter(head -> !head.isEmpty())
                    .collect(Collectors.joining(",")) + "]}");
        }
        var member = MEMBER.matcher(uri);
        if (member.matches()) {
            var head = head(member.group(1), member.group(2));
            return head.isEmpty() ? new StandIn.Answer(404, "{\"code\":\"not-a-member\",\"status\":404}") : ok(head);
        }
        var piece = PIECE.matcher(uri);
        if (piece.matches()) {
            return ok(page(piece.group(1), Long.parseLong(piece.group(2)), Long.parseLong(piece.group(3)), 1000));
        }
        var page = PAGE.matcher(uri);
        return page.matches() ? page(page) : sent(method, uri, body);
    }

    private StandIn.Answer page(Matcher page) {
        if (!logs.containsKey(page.group(1))) {
            return new StandIn.Answer(404, NOT_FOUND);
        }
        var seq = Long.parseLong(page.group(3));
        var limit = Integer.parseInt(page.group(4));
        return ok(page.group(2).equals("after")
                ? page(page.group(1), seq + 1, Long.MAX_VALUE, limit)
                : page(page.group(1), Math.max(1, seq - limit), seq - 1, limit));
    }

    private StandIn.@Nullable Answer sent(String method, String uri, String body) {
        var change = CHANGE.matcher(uri);
        if (change.matches() && !method.equals("GET")) {
            return changed(change, method, body);
        }
        var send = SEND.matcher(uri);
        if (!send.matches() || !method.equals("POST")) {
            return null;
        }
        if (!logs.containsKey(send.group(1))) {
            return new StandIn.Answer(404, NOT_FOUND);
        }
        var clientId = field("clientId", body);
        var duplicate = sent.get(send.group(1) + ":" + clientId);
        if (duplicate != null) {
            return ok("{\"message\":" + duplicate.json() + ",\"duplicate\":true}");
        }
        var line = message(send.group(1), field("content", body));
        if (!clientId.isEmpty()) {
            sent.put(send.group(1) + ":" + clientId, line);
        }
        return new StandIn.Answer(201, "{\"message\":" + line.json() + ",\"duplicate\":false}");
    }

    private StandIn.@Nullable Answer changed(Matcher change, String method, String body) {
        if (!logs.containsKey(change.group(1))) {
            return change.group(1).equals(NOWHERE) ? new StandIn.Answer(404, NOT_FOUND) : null;
        }
        var key = change.group(1) + ":" + (change.group(6) == null ? field("clientId", body) : change.group(6));
        if (sent.containsKey(key)) {
            return ok("{\"entry\":" + sent.get(key).json() + ",\"duplicate\":true}");
        }
        var reacts = change.group(3) != null;
        var kind = switch (method) {
            case "PUT" -> "reaction.added";
            case "DELETE" -> reacts ? "reaction.removed" : "delete";
            default -> "edit";
        };
        var line = append(change.group(1), kind, null, reacts ? change.group(4) : field("content", body));
        sent.put(key, line);
        return ok("{\"entry\":" + line.json() + ",\"duplicate\":false}");
    }

    private static String field(String name, String body) {
        var value = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(body);
        return value.find() ? value.group(1) : "";
    }

    private String page(String roomId, long from, long to, int limit) {
        var log = logs.getOrDefault(roomId, List.of());
        var found = log.stream().filter(line -> line.seq() >= from && line.seq() <= to).limit(limit).toList();
        var last = found.isEmpty() ? 0 : found.getLast().seq();
        return "{\"entries\":[" + found.stream().map(Line::json).collect(Collectors.joining(",")) + "],\"headSeq\":"
                + log.size() + ",\"hasMore\":" + (last > 0 && last < log.size()) + "}";
    }

    private String head(String roomId, String userId) {
        var log = logs.getOrDefault(roomId, List.of());
        var last = log.stream().filter(line -> userId.equals(line.subject())).reduce((_, line) -> line);
        return last.filter(line -> line.kind().equals("member.added"))
                .map(line -> "{\"roomId\":\"%s\",\"userId\":\"%s\",\"headSeq\":%d,\"number\":%d,\"fromSeq\":%d,\"historyFrom\":%d}"
                        .formatted(roomId, userId, log.size(), log.getLast().number(), line.seq(),
                                joined.contains(roomId) ? line.seq() : 1))
                .orElse("");
    }

    private static StandIn.Answer ok(String json) {
        return new StandIn.Answer(200, json);
    }
}
