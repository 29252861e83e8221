package io.whispra.media.content;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How contents are looked at.
 *
 * @param threads that look at contents and hash them, apart from those that serve requests
 * @param maxWaiting looks that may wait for a thread; beyond that, uploads are refused as unavailable
 * @param maxPixels an image's width times its height at most, as its header claims them
 */
@ConfigurationProperties("whispra.content")
record ContentProperties(@DefaultValue("2") int threads, @DefaultValue("100") int maxWaiting,
        @DefaultValue("100000000") long maxPixels) {
    ContentProperties {
        if (threads < 1 || maxWaiting < 1 || maxPixels < 1) {
            throw new IllegalArgumentException("whispra.content: every limit must be at least 1");
        }
    }
}
