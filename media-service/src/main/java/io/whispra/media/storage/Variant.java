package io.whispra.media.storage;

import java.util.Locale;

/** In which forms a content is kept. Only images have others than the original, and only those that are larger than these. */
public enum Variant {
    /** As it was uploaded; an image without its metadata. */
    ORIGINAL,
    /** For lists. */
    SMALL,
    /** For screens. */
    LARGE;

    /** As it travels and as it ends the object's key. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
