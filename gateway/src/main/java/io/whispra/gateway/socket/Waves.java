package io.whispra.gateway.socket;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import reactor.core.publisher.Flux;

/** Cuts what has to happen into waves, in random order: as many as there is time for, unless they would be too small. */
record Waves(SocketProperties.Drain bounds) {

    <T> Flux<List<T>> of(List<T> all) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled);
        var most = Math.max(1, bounds.spread().dividedBy(bounds.pause()));
        var size = Math.max(bounds.wave(), Math.ceilDiv(all.size(), (int) most));
        return Flux.fromIterable(shuffled)
                .buffer(size)
                .zipWith(Flux.interval(bounds.pause()).startWith(0L), (wave, _) -> wave);
    }
}
