package io.whispra.media.content;

import io.whispra.media.content.Content.Dimensions;
import io.whispra.media.problem.Refusal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How contents are looked at.
 *
 * @param threads that look at contents and hash them, apart from those that serve requests
 * @param maxWaiting looks that may wait for a thread; beyond that, uploads are refused as unavailable
 * @param maxPixels an image's width times its height at most, as its header claims them
 * @param maxSide its width and its height at most
 * @param maxFrames of an animated image
 */
@ConfigurationProperties("whispra.content")
record ContentProperties(@DefaultValue("2") int threads, @DefaultValue("100") int maxWaiting,
        @DefaultValue("50000000") long maxPixels,
        @DefaultValue("32768") int maxSide, @DefaultValue("2000") int maxFrames) {
    ContentProperties {
        if (threads < 1 || maxWaiting < 1 || maxPixels < 1 || maxSide < 1 || maxFrames < 1) {
            throw new IllegalArgumentException("whispra.content: every limit must be at least 1");
        }
    }

    /** Refuses as `invalid` what has more frames. */
    void requireFrames(long frames) {
        if (frames > maxFrames) {
            throw Refusal.field("/file", "too-many-frames",
                    "The image has " + frames + " frames or more; at most " + maxFrames + " are accepted.");
        }
    }

    /** Refuses as `invalid` what claims more pixels. */
    void requirePixels(Dimensions image) {
        if (image.pixels() > maxPixels || Math.max(image.width(), image.height()) > maxSide) {
            throw Refusal.field("/file", "too-many-pixels", "The image claims " + image.width() + " x "
                    + image.height() + " pixels; at most " + maxPixels + " are accepted, " + maxSide + " to a side.");
        }
    }
}
