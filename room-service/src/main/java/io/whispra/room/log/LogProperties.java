package io.whispra.room.log;

import java.net.URI;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the message service is reached.
 *
 * @param urls    its instances; a room is always sent to the same one of them, as long as the list is the same
 * @param entries entries in one request
 */
@Validated
@ConfigurationProperties("whispra.message-service")
record LogProperties(@DefaultValue("http://localhost:8083") @NotEmpty List<URI> urls,
        @DefaultValue("50") @Min(1) @Max(1_000) int entries) {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** The instance for a room, by rendezvous: when the list changes, only the rooms of a lost instance move. */
    URI urlOf(String roomId) {
        var best = urls.getFirst();
        for (var url : urls) {
            if (weight(url, roomId) > weight(best, roomId)) {
                best = url;
            }
        }
        return best;
    }

    /** The gateway weighs with the same function, so that one room's writers meet at one instance. */
    private static long weight(URI url, String roomId) {
        var hash = FNV_OFFSET;
        var text = url + "\n" + roomId;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
