package io.whispra.media.content;

import java.util.Map;

import io.whispra.media.content.Layout.Access;
import org.springframework.stereotype.Component;

/** Makes of an image what is kept and shown of it. */
@Component
public final class Images {
    private static final Map<String, Layout.Walk> WALKS = Map.of("image/jpeg", new JpegWalk(), "image/png",
            new PngWalk(), "image/gif", new GifWalk(), "image/webp", new WebpWalk());

    private final ContentProperties limits;
    private final ImageProperties properties;

    Images(ContentProperties limits, ImageProperties properties) {
        this.limits = limits;
        this.properties = properties;
    }

    /**
     * Looks at an image from its first byte to its last. Takes a while: never call it on an event loop.
     *
     * @param whole the file; must not be changed as long as the picture is in use
     * @param type of {@link ContentTypes#isImage}
     * @throws io.whispra.media.problem.Refusal `content-mismatch` when it is not a well-formed image of that type, or cannot
     *         be decoded; `invalid` for more pixels or frames than allowed; `unavailable` when memory is short
     */
    public Picture process(byte[] whole, String type) {
        var walk = WALKS.get(type);
        if (walk == null) {
            throw new IllegalArgumentException("no image: " + type);
        }
        var layout = walk.through(whole, limits);
        var size = layout.displayed();
        var kept = layout.kept();
        if (!isWorthDecoding(layout, whole)) {
            return new Picture(kept, kept.length(), size.width(), size.height(), null, null, null);
        }
        var image = Decoder.decode(layout, type, Previews.LARGE).displayed(layout.orientation());
        var previews = Previews.of(image, Math.max(size.width(), size.height()) > Previews.LARGE);
        return new Picture(kept, kept.length(), size.width(), size.height(), previews.blurhash(), previews.small(),
                previews.large());
    }

    private boolean isWorthDecoding(Layout layout, byte[] whole) {
        long memory = properties.decodeMemory().toBytes();
        return layout.access() != Access.NONE
                && layout.overhead() + whole.length + Decoder.BAND <= memory
                && layout.outside() <= memory;
    }
}
