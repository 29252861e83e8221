package io.whispra.media.content;

import java.io.ByteArrayInputStream;

import org.springframework.stereotype.Component;

/** Makes of an image what is kept and shown of it. */
@Component
public final class Images {
    private final ContentProperties limits;

    Images(ContentProperties limits) {
        this.limits = limits;
    }

    /**
     * Looks at an image from its first byte to its last. Takes a while: never call it on an event loop.
     *
     * @param whole the file; must not be changed as long as the picture is in use
     * @param type of {@link ContentTypes#isImage}
     * @throws io.whispra.media.problem.Refusal `content-mismatch` when it is not a well-formed image of that type, `invalid` for more pixels than
     *         allowed
     */
    public Picture process(byte[] whole, String type) {
        var size = ImageHeaders.read(new ByteArrayInputStream(whole), type);
        if (size == null) {
            throw Malformed.because("it is not readable as " + type);
        }
        limits.requirePixels(size);
        var content = new Excerpt(whole);
        content.keep(0, whole.length);
        return new Picture(content, content.length(), size.width(), size.height(), null, null, null);
    }
}
