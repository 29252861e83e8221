package io.whispra.media.storage;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/**
 * Consecutive bytes of a content that is written part by part. The arrays are not copied: nobody changes them.
 *
 * @param number from 1, dense
 * @param pieces the bytes in order
 * @param size the pieces' length together, in bytes
 * @param last whether nothing follows; the first part may be the last
 */
public record Part(int number, List<byte[]> pieces, int size, boolean last) {
    public Part {
        pieces = List.copyOf(pieces);
    }

    /** All bytes from the first; need not be closed. */
    public InputStream stream() {
        return new SequenceInputStream(
                Collections.enumeration(pieces.stream().map(ByteArrayInputStream::new).toList()));
    }

    boolean isWhole() {
        return number == 1 && last;
    }
}
