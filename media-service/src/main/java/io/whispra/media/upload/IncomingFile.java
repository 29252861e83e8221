package io.whispra.media.upload;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import io.whispra.media.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * The one file of a `multipart/form-data` request (RFC 7578), while it arrives.
 *
 * @param name safe to show and to save under
 * @param declared the part's `Content-Type`
 * @param content its bytes, read from the network as they are asked for; to be subscribed to once
 */
record IncomingFile(String name, @Nullable MediaType declared, Flux<byte[]> content) {
    private static final Logger log = LoggerFactory.getLogger(IncomingFile.class);
    private static final String PART = "file";

    /** Reactor's hook for one chain: the reader raises the end of a cut request twice, the second time to nobody. */
    private static final String DROPPED = "reactor.onErrorDropped.local";

    /**
     * Hands over the file as soon as its headers are there. A request whose only part is not a file named `file` is refused
     * as `invalid`: before the content when it comes first, otherwise after it.
     */
    static <T> Mono<T> in(Flux<PartEvent> request, Function<IncomingFile, Mono<T>> use) {
        return request.switchOnFirst((first, events) -> {
            var event = first.get();
            if (event == null) {
                return events.then(Mono.<T>error(IncomingFile::missing));
            }
            if (event instanceof FilePartEvent file && file.name().equals(PART)) {
                return use.apply(
                        new IncomingFile(SafeName.of(file.filename()), file.headers().getContentType(), bytes(events)));
            }
            return Mono.<T>error(event.name().equals(PART) ? missing() : unexpected(event));
        })
                .single()
                .doOnDiscard(PartEvent.class, event -> DataBufferUtils.release(event.content()))
                .contextWrite(context -> context.put(DROPPED, (Consumer<Throwable>) IncomingFile::dropped));
    }

    /** Copies at once: nothing downstream has to give buffers back to the network's pool. */
    private static Flux<byte[]> bytes(Flux<PartEvent> events) {
        return Flux.defer(() -> events.handle(new Copying()));
    }

    private static void dropped(Throwable error) {
        log.debug("Raised twice: {}", error.getMessage());
    }

    private static Refusal missing() {
        return Refusal.field("/" + PART, "required", "One part named 'file', with a file name, is expected.");
    }

    private static Refusal unexpected(PartEvent event) {
        return Refusal.field("/" + SafeName.of(event.name()), "unexpected",
                "Only one part, named 'file', is expected.");
    }

    private static final class Copying implements BiConsumer<PartEvent, SynchronousSink<byte[]>> {
        private boolean ended;

        @Override
        public void accept(PartEvent event, SynchronousSink<byte[]> sink) {
            var buffer = event.content();
            try {
                if (ended) {
                    sink.error(unexpected(event));
                    return;
                }
                ended = event.isLast();
                var bytes = new byte[buffer.readableByteCount()];
                buffer.read(bytes);
                sink.next(bytes);
            } finally {
                DataBufferUtils.release(buffer);
            }
        }
    }
}
