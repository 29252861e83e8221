package io.whispra.gateway.upstream;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import reactor.core.publisher.Mono;

/**
 * All instances of a service. What concerns a room or a user goes to the instance that everybody ranks first for it, so that an instance sees few
 * appends of others to its rooms; when that one cannot be reached, breaks off or stays silent, it goes to the next. Nothing that is right depends
 * on who is asked, and whatever is asked may be asked twice.
 */
public final class Instances {

    private final Map<URI, Instance> byUri = new LinkedHashMap<>();
    private final List<URI> uris;
    private final InstancesProperties properties;

    Instances(List<URI> uris, InstancesProperties properties) {
        this.uris = uris.stream().distinct().toList();
        this.properties = properties;
        this.uris.forEach(uri -> byUri.put(uri, new Instance(uri, properties)));
    }

    /**
     * Asks one instance after the other, each once, or the only one twice.
     *
     * @param key    the room or user that it is about
     * @param within for all of it
     * @param call   asks one instance. An error that is neither an {@link IOException} nor a time-out, and is not caused by one, is an answer
     * @return what the first said that said something, else the error of the last: a {@link TimeoutException} when the time is over
     */
    public <T> Mono<T> ask(String key, Duration within, Function<URI, Mono<T>> call) {
        return Mono.defer(() -> {
            var ranked = Rendezvous.ranked(key, uris).stream().map(byUri::get).toList();
            var untried = ranked.size() == 1 ? Collections.nCopies(2, ranked.getFirst()) : ranked;
            return ask(untried, System.nanoTime() + within.toNanos(), call);
        });
    }

    private <T> Mono<T> ask(List<Instance> untried, long deadline, Function<URI, Mono<T>> call) {
        var began = System.nanoTime();
        var instance = chosen(untried, began);
        var others = new ArrayList<>(untried);
        others.remove(instance);
        return call.apply(instance.uri())
                .timeout(patience(others, deadline - began))
                .doOnSuccess(_ -> instance.answered())
                .onErrorResume(e -> {
                    if (!isLost(e)) {
                        instance.answered();
                        return Mono.error(e);
                    }
                    instance.lost(began, e);
                    return others.isEmpty() || System.nanoTime() - deadline >= 0
                            ? Mono.error(e)
                            : ask(others, deadline, call);
                });
    }

    /** The first that seems to be up, or whose turn it is to be tried; if there is none, the one that was lost for the shortest time. */
    private static Instance chosen(List<Instance> untried, long now) {
        return untried.stream()
                .filter(instance -> instance.admits(now))
                .findFirst()
                .orElseGet(
                        () -> Collections.min(untried, Comparator.comparingLong(instance -> instance.pausedFor(now))));
    }

    /** An instance is left early only for another one. */
    private Duration patience(List<Instance> others, long left) {
        return uris.size() > 1 && !others.isEmpty()
                ? Duration.ofNanos(Math.min(properties.silence().toNanos(), left / 2))
                : Duration.ofNanos(left);
    }

    private static boolean isLost(Throwable error) {
        for (var cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof TimeoutException
                    || cause instanceof io.netty.handler.timeout.TimeoutException) {
                return true;
            }
        }
        return false;
    }
}
