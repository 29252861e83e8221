package io.whispra.gateway;

import reactor.core.publisher.Mono;

/** The part of the room service's contract that the gateway uses. */
final class RoomAnswers implements StandIn.Answers {

    static final String MARKED = "marked";

    @Override
    public Mono<StandIn.Answer> to(String method, String uri, String token, byte[] body) {
        if (!method.equals("GET")) {
            return Mono.empty();
        }
        if (uri.equals("/api/v1/rooms")) {
            return ok("{\"rooms\":[{\"id\":\"" + MARKED
                    + "\",\"type\":\"group\",\"head\":{\"seq\":3,\"number\":2},\"unread\":1},{\"id\":\"other\"}]}");
        }
        var id = uri.substring(uri.lastIndexOf('/') + 1);
        return ok("{\"id\":\"" + id + "\",\"name\":\"Room " + id
                + "\",\"type\":\"group\",\"head\":{\"seq\":1,\"number\":0}}");
    }

    private static Mono<StandIn.Answer> ok(String json) {
        return Mono.just(new StandIn.Answer(200, json));
    }
}
