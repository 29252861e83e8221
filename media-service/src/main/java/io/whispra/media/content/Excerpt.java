package io.whispra.media.content;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** A file made of pieces of another and of some bytes of our own. Nothing is copied before it is asked for. */
final class Excerpt extends AbstractList<byte[]> {
    private static final int LONGEST = 256 * 1024;

    /** A file in more pieces is none that people make. */
    private static final int MOST = 20_000;

    private final List<ByteBuffer> pieces = new ArrayList<>();
    private final byte[] original;
    private long length;

    /** What the last piece has of the original; nothing if it is ours. */
    private int lastFrom;
    private int lastTo;

    Excerpt(byte[] original) {
        this.original = original;
    }

    /** Adds what the original has between two offsets. */
    void keep(int from, int to) {
        length += to - from;
        if (from > 0 && from == lastTo) {
            pieces.removeLast();
        } else {
            lastFrom = from;
        }
        while (to - lastFrom > LONGEST) {
            add(ByteBuffer.wrap(original, lastFrom, LONGEST));
            lastFrom += LONGEST;
        }
        add(ByteBuffer.wrap(original, lastFrom, to - lastFrom));
        lastTo = to;
    }

    /** Adds bytes that the original does not have. */
    void insert(byte[] bytes) {
        length += bytes.length;
        add(ByteBuffer.wrap(bytes));
        lastTo = 0;
    }

    /** Adds all of another one. */
    void append(Excerpt other) {
        length += other.length;
        other.pieces.forEach(this::add);
        lastTo = 0;
    }

    private void add(ByteBuffer piece) {
        if (pieces.size() == MOST) {
            throw Malformed.because("it is in too many pieces");
        }
        pieces.add(piece.slice());
    }

    /** In bytes. */
    long length() {
        return length;
    }

    @Override
    public int size() {
        return pieces.size();
    }

    /** A copy. */
    @Override
    public byte[] get(int index) {
        var piece = pieces.get(index).duplicate();
        var bytes = new byte[piece.remaining()];
        piece.get(bytes);
        return bytes;
    }

    /** The pieces themselves, each from 0 to its limit; nobody changes them. */
    List<ByteBuffer> buffers() {
        return pieces;
    }
}
