package io.whispra.acceptance;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/** Requests that resemble good ones. */
final class Mutations {

    private static final List<String> VALUES = List.of("{\"$ne\":null}", "{\"$gt\":\"\"}", "{\"$where\":\"1\"}", "[]",
            "{}",
            "null", "true", "-1", "0", "1e9", "999999999999999999999999", "1.5", "\"\"", "\"\\ud800\"", "\"\\u0000\"",
            "\"${jndi:ldap://127.0.0.1/x}\"", "\"#{7*7}\"", "\"__proto__\"", "[[[[[[[[]]]]]]]]",
            "\"" + "x".repeat(10_000) + "\"",
            "{\"_class\":\"java.lang.ProcessBuilder\"}", "\"../../etc/passwd\"", "\"\\r\\nSet-Cookie: a=b\"");
    private static final List<String> SEGMENTS = List.of("..", ".", "%00", "%2e%2e", ";x=1", "%2F", "me", "0", "-1",
            "999999999999", "x".repeat(65), "%F0%9F%91%8D", "%ff", "%7B%7D", "$ne", "a%0d%0ab");
    private static final List<String> QUERIES = List.of("limit=-1", "limit=0", "limit=1e9", "limit=200", "limit=x",
            "limit=1&limit=2", "before=-1", "after=99999999999999999999", "around=1&before=2", "cursor=AAAA",
            "cursor=%00",
            "q=(a%2B)%2B%24", "q=", "q=%ff", "roomId[$ne]=x", "ids=a,b,,c", "ids=" + "x,".repeat(300), "%00=1",
            "&&&==");
    private static final List<List<String>> HEADERS = List.of(List.of("Content-Type", "text/plain"),
            List.of("Content-Type", "application/json; charset=utf-16"), List.of("Content-Type", "multipart/form-data"),
            List.of("Content-Type", "///"), List.of("Accept", "image/png"), List.of("Accept", "///"),
            List.of("Content-Encoding", "gzip"), List.of("X-User-Id", "admin"), List.of("X-Forwarded-For", "1.2.3.4"),
            List.of("X-HTTP-Method-Override", "DELETE"), List.of("Range", "bytes=0-1"), List.of("If-None-Match", "*"),
            List.of("Accept-Language", "x".repeat(500)), List.of("Cookie", "__Host-whispra-refresh=x"),
            List.of("Origin", "null"), List.of("Authorization", "Bearer a.b.c"),
            List.of("Authorization", "Basic Og=="));
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD",
            "PURGE");

    private final Random random;

    Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** A request from which the mutations depart. */
    record Good(String method, String path, @Nullable String body) {}

    /**
     * Some of its parts are others.
     *
     * @throws IllegalArgumentException if it cannot be written as a request
     */
    HttpRequest of(Good good, URI base, String token) {
        var path = random.nextInt(3) == 0 ? path(good.path()) : good.path();
        if (random.nextInt(3) == 0) {
            path += (path.contains("?") ? "&" : "?") + any(QUERIES);
        }
        var request = HttpRequest.newBuilder(URI.create(base + path));
        request.setHeader("Authorization", "Bearer " + token).setHeader("Content-Type", "application/json");
        if (random.nextInt(4) == 0) {
            var header = any(HEADERS);
            request.setHeader(header.getFirst(), header.getLast());
        }
        var method = random.nextInt(10) == 0 ? any(METHODS) : good.method();
        var body = good.body() == null && random.nextInt(10) > 0
                ? null
                : body(good.body() == null ? "{}" : good.body());
        return request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
    }

    private String path(String path) {
        var segments = path.split("/", -1);
        segments[random.nextInt(1, segments.length)] = any(SEGMENTS);
        return String.join("/", segments);
    }

    private byte[] body(String body) {
        var bytes = switch (random.nextInt(5)) {
            case 0 -> body;
            case 1 -> body.substring(0, random.nextInt(body.length() + 1));
            case 2 -> "[".repeat(random.nextInt(3_000)) + body;
            default -> value(body);
        };
        var utf8 = bytes.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > 0 && random.nextInt(3) == 0) {
            utf8[random.nextInt(utf8.length)] = (byte) random.nextInt(256);
        }
        return utf8;
    }

    /** Another value behind one of the colons. */
    private String value(String body) {
        var colons = body.chars().filter(character -> character == ':').count();
        if (colons == 0) {
            return any(VALUES);
        }
        var at = -1;
        for (var n = random.nextLong(colons); n >= 0; n--) {
            at = body.indexOf(':', at + 1);
        }
        var rest = body.substring(at + 1);
        var end = Math.max(rest.indexOf(','), 0) > 0 ? rest.indexOf(',') : rest.lastIndexOf('}');
        return body.substring(0, at + 1) + any(VALUES) + rest.substring(Math.max(end, 0));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
