package io.whispra.gateway.upstream;

import java.nio.charset.StandardCharsets;

import org.springframework.web.util.UriUtils;

/**
 * The message that is to be changed, and the change's id.
 *
 * @param roomId   an id that was checked
 * @param seq      which entry of the room
 * @param clientId an id that was checked; the same change has the same one, however often it is asked for
 */
public record Target(String roomId, long seq, String clientId) {

    String path() {
        return "/api/v1/rooms/" + roomId + "/messages/" + seq;
    }

    String query() {
        return "?clientId=" + clientId;
    }

    String reaction(String emoji) {
        return path() + "/reactions/" + UriUtils.encode(emoji, StandardCharsets.UTF_8) + query();
    }
}
