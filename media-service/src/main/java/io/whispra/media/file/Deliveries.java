package io.whispra.media.file;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.whispra.media.problem.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** How many files are on their way, and what becomes of one that does not get there. */
@Component
final class Deliveries {
    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    private final int atOnce;
    private final MeterRegistry meters;
    private final AtomicInteger taken;

    Deliveries(FileProperties properties, MeterRegistry meters) {
        this.atOnce = properties.atOnce();
        this.meters = meters;
        this.taken = meters.gauge("whispra.media.deliveries", new AtomicInteger());
    }

    /** Runs one in a place of its own, or refuses: `unavailable`. One that fails in the middle ends with its connection. */
    Mono<Void> during(ServerWebExchange exchange, Supplier<Mono<Void>> delivery) {
        return Mono.defer(() -> {
            if (taken.incrementAndGet() > atOnce) {
                taken.decrementAndGet();
                return Mono.error(Refusal.busy("At most " + atOnce + " files at a time are delivered here."));
            }
            var timer = Timer.start(meters);
            return delivery.get()
                    .onErrorMap(error -> failed(exchange, error))
                    // A writer whose connection ends has nothing more to do, and says that it is done.
                    .doOnSuccess(_ -> timer.stop(timer(Reader.of(exchange).isActive() ? "whole" : "left")))
                    .doOnError(error -> timer.stop(timer(error instanceof AbortedException ? "cut" : "refused")))
                    .doOnCancel(() -> timer.stop(timer("left")))
                    .doFinally(_ -> taken.decrementAndGet());
        });
    }

    private Timer timer(String outcome) {
        return meters.timer("whispra.media.delivery", "outcome", outcome);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody to tell
    private static Throwable failed(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            // The address is a secret for as long as it works, so nobody behind this gets to tell of the error.
            log.warn("A file was cut off on its way: {}", error.toString());
            Reader.of(exchange).close();
            return new AbortedException("cut off");
        }
        var headers = exchange.getResponse().getHeaders();
        var range = headers.getFirst(HttpHeaders.CONTENT_RANGE);
        headers.clear();
        if (error instanceof Refusal refusal) {
            if (range != null && refusal.type().status().value() == 416) {
                headers.set(HttpHeaders.CONTENT_RANGE, range);
            }
            return refusal;
        }
        log.warn("Storage failed to deliver: {}", error.toString());
        return StoredFiles.unavailable();
    }
}
