package io.whispra.media.room;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The instances of the message service, and which of them did not answer a moment ago. */
final class Instances {
    private static final Logger log = LoggerFactory.getLogger(Instances.class);
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final List<URI> urls;
    private final long pause;
    private final Map<URI, Long> pausedUntil = new ConcurrentHashMap<>();

    Instances(List<URI> urls, Duration pause) {
        this.urls = urls;
        this.pause = pause.toNanos();
    }

    /** Whom to ask about a room, one after the other: the one that ranks highest for it first, unless it did not answer lately. */
    List<URI> of(String roomId) {
        var ranked = ranked(roomId);
        var first = ranked.stream().filter(this::admits).findFirst().orElseGet(ranked::getFirst);
        return Stream.concat(Stream.of(first), ranked.stream().filter(url -> !url.equals(first))).toList();
    }

    void answered(URI url) {
        pausedUntil.remove(url);
    }

    void lost(URI url, Throwable reason) {
        if (pausedUntil.put(url, System.nanoTime() + pause) == null) {
            log.warn("{} does not answer and is asked after others for now: {}", url,
                    reason.toString());
        }
    }

    /** True for one caller only when its pause is over. */
    private boolean admits(URI url) {
        var now = System.nanoTime();
        var until = pausedUntil.get(url);
        return until == null || (now - until >= 0 && pausedUntil.replace(url, until, now + pause));
    }

    /** By rendezvous hashing: an instance knows best the rooms that it is asked about. */
    List<URI> ranked(String roomId) {
        return urls.stream()
                .distinct()
                .sorted(Comparator.<URI>comparingLong(url -> weight(url, roomId)).reversed())
                .toList();
    }

    /** The gateway and the room service weigh with the same function, so that one room's calls meet at one instance. */
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
