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

    /** The finalizer of SplitMix64 over the two hashes, so that similar addresses do not stay neighbours. */
    private static long weight(URI url, String roomId) {
        var mixed = ((long) url.toString().hashCode() << 32) ^ roomId.hashCode();
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
