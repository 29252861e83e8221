package io.whispra.media.content;

import io.whispra.media.content.Content.Dimensions;

/**
 * What a walk through a well-formed image file found.
 *
 * @param size in pixels as stored
 * @param orientation how it is turned to be displayed, 1 to 8 as in EXIF
 * @param first where the first frame lies on the picture
 * @param kept the file without what is not displayed
 * @param access how a decoder goes about it
 * @param overhead bytes that a decoder holds at most besides the pixels that are asked for
 * @param outside bytes that it holds outside of Java's heap
 */
record Layout(Dimensions size, int orientation, Area first, Excerpt kept, Access access, long overhead,
        long outside) {
    /** In bytes: real colour profiles are far shorter. */
    static final int LONGEST_PROFILE = 2 * 1024 * 1024;

    enum Access {
        /** Row by row; any part of it can be asked for, at the cost of all before it. */
        ROWS,
        /** Row by row, but slowly: it is asked for once, with fewer pixels. */
        ONCE,
        /** There is no decoder for it. */
        NONE
    }

    /** In pixels from the left and the top. */
    record Area(int left, int top, int width, int height) {
        static Area of(Dimensions size) {
            return new Area(0, 0, size.width(), size.height());
        }

        boolean isWithin(Dimensions size) {
            return (long) left + width <= size.width() && (long) top + height <= size.height();
        }
    }

    /** A file is walked through from its first byte to its last. */
    interface Walk {
        /**
         * Looks at all of it.
         *
         * @throws io.whispra.media.problem.Refusal when it is not well-formed or claims more than allowed
         */
        Layout through(byte[] file, ContentProperties limits);
    }

    /** As displayed. */
    Dimensions displayed() {
        return orientation > 4 ? size.turned() : size;
    }
}
