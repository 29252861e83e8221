package io.whispra.message.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Notes in bulk what the broker has. A mark that is lost makes the relay publish once more. */
@Component
class Marks implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Marks.class);
    private static final int BULK = 1000;

    private final Messages messages;
    private final OutboxProperties properties;
    private final BlockingQueue<EntryId> waiting;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Disposable.Swap writing = Disposables.swap();

    Marks(Messages messages, OutboxProperties properties) {
        this.messages = messages;
        this.properties = properties;
        this.waiting = new ArrayBlockingQueue<>(properties.marks());
    }

    void add(EntryId id) {
        if (waiting.offer(id) && scheduled.compareAndSet(false, true)) {
            writing.replace(Mono.delay(properties.markDelay())
                    .then(Mono.defer(this::write))
                    .repeat(this::hasMore)
                    .subscribe());
        }
    }

    @Override
    public void destroy() {
        writing.dispose();
    }

    private Mono<Void> write() {
        List<EntryId> ids = new ArrayList<>();
        waiting.drainTo(ids, BULK);
        return messages.markPublished(ids).onErrorResume(error -> {
            log.warn("{} published entries could not be marked: {}", ids.size(), error.getMessage());
            return Mono.empty();
        });
    }

    /** Whoever adds after the flag is down starts anew; whoever added before is seen here. */
    private boolean hasMore() {
        if (!waiting.isEmpty()) {
            return true;
        }
        scheduled.set(false);
        return !waiting.isEmpty() && scheduled.compareAndSet(false, true);
    }
}
