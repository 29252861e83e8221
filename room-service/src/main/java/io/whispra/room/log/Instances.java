package io.whispra.room.log;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;

/**
 * The instances of the message service. A room is asked about at the one that ranks highest for it, and at the next when that one gives no answer.
 * It is then asked last for a while, after which one call tries it again. Nothing that is right depends on who is asked.
 */
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

    /** What the first says that says something. All have an equal part of the time; a {@link WebClientResponseException} is an answer. */
    <T> Mono<T> ask(String roomId, Duration within, Function<URI, Mono<T>> call) {
        return Mono.defer(() -> ask(order(roomId), System.nanoTime() + within.toNanos(), call));
    }

    private <T> Mono<T> ask(List<URI> untried, long deadline, Function<URI, Mono<T>> call) {
        var url = untried.getFirst();
        var others = untried.subList(1, untried.size());
        var left = Math.max(1, deadline - System.nanoTime());
        return call.apply(url)
                .timeout(Duration.ofNanos(left).dividedBy(untried.size()))
                .doOnSuccess(_ -> pausedUntil.remove(url))
                .doOnError(WebClientResponseException.class, _ -> pausedUntil.remove(url))
                .onErrorResume(e -> !(e instanceof WebClientResponseException), e -> {
                    lost(url, e);
                    return others.isEmpty() ? Mono.error(e) : ask(others, deadline, call);
                });
    }

    private void lost(URI url, Throwable reason) {
        if (pausedUntil.put(url, System.nanoTime() + pause) == null) {
            log.warn("{} is asked after others for now: {}", url, reason.toString());
        }
    }

    private List<URI> order(String roomId) {
        var ranked = ranked(roomId);
        var first = ranked.stream().filter(this::admits).findFirst().orElseGet(ranked::getFirst);
        return Stream.concat(Stream.of(first), ranked.stream().filter(url -> !url.equals(first))).toList();
    }

    /** Whether it may be asked first; true for one caller only when its pause is over. */
    private boolean admits(URI url) {
        var now = System.nanoTime();
        var until = pausedUntil.get(url);
        return until == null || (now - until >= 0 && pausedUntil.replace(url, until, now + pause));
    }

    /** By rendezvous: when the list changes, only the rooms of a lost instance move. */
    List<URI> ranked(String roomId) {
        return urls.stream()
                .distinct()
                .sorted(Comparator.<URI>comparingLong(url -> weight(url, roomId)).reversed())
                .toList();
    }

    /** The gateway and the media service weigh with the same function, so that one room's calls meet at one instance. */
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
