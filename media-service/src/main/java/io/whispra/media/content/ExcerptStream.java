package io.whispra.media.content;

import java.nio.ByteBuffer;
import java.util.List;

import javax.imageio.stream.ImageInputStreamImpl;

/** An excerpt as decoders read it: from memory, without a copy, never from the disk. */
final class ExcerptStream extends ImageInputStreamImpl {
    private final List<ByteBuffer> pieces;
    private final long length;

    /** The piece that was read last, and where it starts. */
    private int piece;
    private long start;

    ExcerptStream(Excerpt excerpt) {
        this.pieces = excerpt.buffers();
        this.length = excerpt.length();
    }

    @Override
    public int read() {
        bitOffset = 0;
        if (streamPos >= length) {
            return -1;
        }
        var bytes = find();
        int next = bytes.get((int) (streamPos - start)) & 0xff;
        streamPos++;
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int most) {
        bitOffset = 0;
        if (streamPos >= length) {
            return -1;
        }
        // As many as there are: readers take less for the end.
        int count = (int) Math.min(most, length - streamPos);
        for (int done = 0; done < count;) {
            var bytes = find();
            int at = (int) (streamPos - start);
            int some = Math.min(count - done, bytes.limit() - at);
            bytes.get(at, into, offset + done, some);
            done += some;
            streamPos += some;
        }
        return count;
    }

    @Override
    public long length() {
        return length;
    }

    private ByteBuffer find() {
        while (streamPos < start) {
            start -= pieces.get(--piece).limit();
        }
        while (streamPos >= start + pieces.get(piece).limit()) {
            start += pieces.get(piece++).limit();
        }
        return pieces.get(piece);
    }
}
