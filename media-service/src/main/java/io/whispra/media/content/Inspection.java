package io.whispra.media.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

    /** What lies before it makes it something else too. */
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private final Tika tika = new Tika(MimeTypes.getDefaultMimeTypes());
    private final Extension extension = new Extension(tika);
    private final Scheduler scheduler;
    private final ContentProperties limits;

    Inspection(ContentProperties properties) {
        ImageHeaders.requireReaders(ContentTypes.IMAGES);
        this.scheduler = Schedulers.newBoundedElastic(properties.threads(), properties.maxWaiting(), "content");
        this.limits = properties;
    }

    /**
     * Finds out what a file is.
     *
     * @param first the file's first part
     * @param declared what the sender says that it is; nothing, or `application/octet-stream`, says nothing
     * @param name the file's; an extension that is missing or unknown says nothing
     * @return or a refusal: `content-mismatch` when the content is not what was declared or what its name says, or not an
     *         image where it begins like one; `invalid` for more pixels than allowed
     */
    public Mono<Content> of(Part first, @Nullable MediaType declared, String name) {
        return offLoop(() -> inspect(first, declared == null ? null : type(declared), name));
    }

    /**
     * What can be said before there is any content.
     *
     * @throws Refusal `content-mismatch` when the name says that the file is something else than what it is declared to be,
     *         and browsers display either
     */
    public void requireAgreement(String name, @Nullable MediaType declared) {
        var type = declared == null ? ContentTypes.UNKNOWN : type(declared);
        if (!type.equals(ContentTypes.UNKNOWN)) {
            requireName(name, type);
        }
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

    private Content inspect(Part first, @Nullable String declared, String name) {
        var found = ContentTypes.of(detected(first), declared == null ? extension.type(name) : declared);
        if (ContentTypes.disagree(declared, found)) {
            throw new Refusal(ProblemType.CONTENT_MISMATCH,
                    "Declared as " + declared + ", but the content is " + found + ".");
        }
        requireName(name, found);
        return new Content(found, ContentTypes.isImage(found) ? dimensions(first, found) : null);
    }

    private void requireName(String name, String type) {
        var said = extension.type(name);
        if (ContentTypes.disagree(said, type)) {
            throw new Refusal(ProblemType.CONTENT_MISMATCH, "The name says " + said + ", but it is " + type + ".");
        }
    }

    private String detected(Part first) {
        try (var start = first.stream()) {
            var bytes = start.readNBytes(LEADING_BYTES);
            var type = tika.detect(bytes);
            return type.equals("application/pdf") && !beginsWith(bytes, PDF) ? ContentTypes.UNKNOWN : type;
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
        limits.requirePixels(dimensions);
        return dimensions;
    }

    private static boolean beginsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private static String type(MediaType declared) {
        return (declared.getType() + "/" + declared.getSubtype()).toLowerCase(Locale.ROOT);
    }
}
