package io.whispra.media.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

import io.whispra.media.content.Content.Dimensions;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.storage.Part;
import org.apache.tika.Tika;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Looks at contents, on threads of its own. */
@Component
public final class Inspection implements DisposableBean {
    /** Tika's patterns look no further. */
    private static final int LEADING_BYTES = 64 * 1024;

    private final Tika tika = new Tika(MimeTypes.getDefaultMimeTypes());
    private final Scheduler scheduler;
    private final long maxPixels;

    Inspection(ContentProperties properties) {
        ImageHeaders.requireReaders(ContentTypes.IMAGES);
        this.scheduler = Schedulers.newBoundedElastic(properties.threads(), properties.maxWaiting(), "content");
        this.maxPixels = properties.maxPixels();
    }

    /**
     * Finds out what a file is.
     *
     * @param first the file's first part
     * @param declared what the sender says that it is; nothing, or `application/octet-stream`, says nothing
     * @return or a refusal: `content-mismatch` when the content is not what was declared, or not an image where it begins
     *         like one; `invalid` for more pixels than allowed
     */
    public Mono<Content> of(Part first, @Nullable MediaType declared) {
        return offLoop(() -> inspect(first, declared == null ? null : name(declared)));
    }

    /** Runs what takes a while or blocks apart from the event loops, in a bounded number of threads. */
    public <T> Mono<T> offLoop(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(scheduler)
                .onErrorMap(RejectedExecutionException.class,
                        _ -> Refusal.busy("Too many files are being looked at."));
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }

    private Content inspect(Part first, @Nullable String declared) {
        var found = ContentTypes.of(detected(first), declared);
        if (ContentTypes.disagree(declared, found)) {
            throw new Refusal(ProblemType.CONTENT_MISMATCH,
                    "Declared as " + declared + ", but the content is " + found + ".");
        }
        return new Content(found, ContentTypes.isImage(found) ? dimensions(first, found) : null);
    }

    private String detected(Part first) {
        try (var start = first.stream()) {
            return tika.detect(start.readNBytes(LEADING_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
    }

    private Dimensions dimensions(Part first, String type) {
        var dimensions = ImageHeaders.read(first.stream(), type);
        if (dimensions == null) {
            throw new Refusal(ProblemType.CONTENT_MISMATCH,
                    "The content begins like " + type + ", but is not a readable image.");
        }
        if (dimensions.pixels() > maxPixels) {
            throw Refusal.field("/file", "too-many-pixels", "The image claims " + dimensions.width() + " x "
                    + dimensions.height() + " pixels; at most " + maxPixels + " are accepted.");
        }
        return dimensions;
    }

    private static String name(MediaType declared) {
        return (declared.getType() + "/" + declared.getSubtype()).toLowerCase(Locale.ROOT);
    }
}
