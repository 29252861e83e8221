package io.whispra.media.upload;

import io.whispra.media.content.ContentTypes;
import io.whispra.media.content.ImageProperties;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.storage.Part;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;

/** How large what may be. */
@Component
final class Sizes {
    /** What boundaries and part headers may add to a file. */
    static final long ENVELOPE = DataSize.ofKilobytes(64).toBytes();

    private final long file;
    private final long image;
    private final int part;

    Sizes(UploadProperties uploads, ImageProperties images) {
        this.file = uploads.maxSize().toBytes();
        this.image = Math.min(file, images.maxSize().toBytes());
        this.part = (int) uploads.partSize().toBytes();
    }

    /** What is read and written at a time, in bytes. */
    int part() {
        return part;
    }

    /** A file's, in bytes. */
    long file() {
        return file;
    }

    /** What a file can have that comes in a request of this length; a negative one is not known. */
    long atMost(long length) {
        return length < 0 ? file : Math.min(length, file);
    }

    /**
     * Before anything of it is read.
     *
     * @throws Refusal `too-large`
     */
    void require(String type, long size) {
        if (size > maximum(type)) {
            throw tooLarge(type);
        }
    }

    /** Of a content whose size is known at its end only. */
    Flux<Part> limited(Flux<Part> parts, String type) {
        return Flux.defer(() -> {
            var total = new long[1];
            return parts.doOnNext(next -> {
                total[0] += next.size();
                require(type, total[0]);
            });
        });
    }

    private long maximum(String type) {
        return ContentTypes.isImage(type) ? image : file;
    }

    private Refusal tooLarge(String type) {
        return new Refusal(ProblemType.TOO_LARGE, (ContentTypes.isImage(type) ? "An image" : "A file")
                + " may have at most " + maximum(type) + " bytes.");
    }
}
