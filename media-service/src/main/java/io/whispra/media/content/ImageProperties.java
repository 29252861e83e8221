package io.whispra.media.content;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is made of images.
 *
 * @param maxSize of an image file; it is held in memory whole
 * @param threads that work on images, one image each
 * @param decodeMemory that an image may take while it is looked at, its file and its pixels together; as much again
 *        outside of the heap; what would take more has no previews
 */
@ConfigurationProperties("whispra.image")
public record ImageProperties(@DefaultValue("20MB") DataSize maxSize, @DefaultValue("1") int threads,
        @DefaultValue("40MB") DataSize decodeMemory) {
    public ImageProperties {
        if (maxSize.toBytes() < 1 || maxSize.toBytes() > Integer.MAX_VALUE || threads < 1
                || decodeMemory.toBytes() < 1) {
            throw new IllegalArgumentException("whispra.image: every limit must be at least 1, a file below 2 GB");
        }
    }
}
