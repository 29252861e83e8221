package io.whispra.media.content;

import org.jspecify.annotations.Nullable;

/**
 * What a file was found to be.
 *
 * @param type one of {@link ContentTypes}
 * @param dimensions of an image
 */
public record Content(String type, @Nullable Dimensions dimensions) {
    /** In pixels, each at least 1. */
    public record Dimensions(int width, int height) {
        long pixels() {
            return (long) width * height;
        }

        /** On its side. */
        Dimensions turned() {
            return new Dimensions(/* width= */ height, /* height= */ width);
        }
    }
}
