package io.whispra.media.file;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import io.netty.channel.Channel;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * Ends a content that does not go on though its reader has taken all there was. While something waits for the reader, the store is
 * not late, however long that takes: it is held back.
 */
final class StoreTurn {
    private static final int LOOKS = 4;

    private final Channel reader;
    private final long patience;
    private volatile long since = System.nanoTime();
    private volatile Subscription content = Operators.emptySubscription();

    private StoreTurn(Channel reader, Duration patience) {
        this.reader = reader;
        this.patience = patience.toNanos();
    }

    static Flux<DataBuffer> watched(Flux<DataBuffer> content, Channel reader, Duration patience) {
        return Flux.defer(() -> {
            var turn = new StoreTurn(reader, patience);
            return content.doOnSubscribe(begun -> turn.content = begun).doOnNext(_ -> turn.since = System.nanoTime())
                    .takeUntilOther(turn.ends())
                    .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
        });
    }

    private Flux<Object> ends() {
        return Flux.interval(Duration.ofNanos(Math.max(1, patience / LOOKS))).onBackpressureDrop().handle((_, sink) -> {
            if (isReadersTurn()) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since > patience) {
                // An error that comes from beside it does not end the content itself.
                content.cancel();
                sink.error(new TimeoutException("The store does not go on."));
            }
        });
    }

    private boolean isReadersTurn() {
        var waiting = reader.unsafe().outboundBuffer();
        return waiting != null && waiting.totalPendingWriteBytes() > 0;
    }
}
