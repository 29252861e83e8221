package io.whispra.gateway;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import reactor.core.publisher.Mono;

/** The part of the room service's contract that the gateway uses. */
final class RoomAnswers implements StandIn.Answers {

    private static final Pattern READ = Pattern.compile("/api/v1/rooms/([^/]+)/read");
    static final String MARKED = "marked";
    static final String MARKED_TOO = "marked-too";

    @Override
    public Mono<StandIn.Answer> to(String method, String uri, String token, byte[] body) {
        var read = READ.matcher(uri);
        if (method.equals("PUT") && read.matches()) {
            var seq = new String(body, StandardCharsets.UTF_8).replaceAll("\\D", "");
            return read.group(1).equals("foreign")
                    ? Mono.just(new StandIn.Answer(404, "{\"code\":\"room-not-found\",\"status\":404}"))
                    : ok("{\"lastReadSeq\":" + seq + ",\"lastReadNumber\":" + seq + ",\"unread\":0,\"mentions\":0}");
        }
        if (!method.equals("GET")) {
            return Mono.empty();
        }
        if (uri.startsWith("/api/v1/rooms?") && uri.contains("cursor=c%202")) {
            return ok("{\"rooms\":[{\"id\":\"" + MARKED_TOO + "\",\"head\":{\"seq\":3,\"number\":1},\"unread\":1}]}");
        }
        if (uri.equals("/api/v1/rooms") || uri.startsWith("/api/v1/rooms?")) {
            return ok("{\"rooms\":[{\"id\":\"" + MARKED
                    + "\",\"type\":\"group\",\"head\":{\"seq\":3,\"number\":2},\"unread\":1},{\"id\":\"other\"}],\"next\":\"c 2\"}");
        }
        var id = uri.substring(uri.lastIndexOf('/') + 1);
        return ok("{\"id\":\"" + id + "\",\"name\":\"Room " + id
                + "\",\"type\":\"group\",\"head\":{\"seq\":1,\"number\":0}}");
    }

    private static Mono<StandIn.Answer> ok(String json) {
        return Mono.just(new StandIn.Answer(200, json));
    }
}
