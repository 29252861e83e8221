package io.whispra.media.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Walks through a file; whoever steps beyond its end finds that it is malformed. Offsets and lengths are in bytes. */
final class Cursor {
    private final byte[] bytes;
    private final int end;
    private int at;

    Cursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Cursor(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    /** The next bytes as a walk of their own; this one goes on behind them. */
    Cursor part(long length) {
        int start = at;
        skip(length);
        return new Cursor(bytes, start, at);
    }

    /** The file up to that offset, from here. */
    Cursor until(int offset) {
        return new Cursor(bytes, at, offset);
    }

    void skip(long length) {
        require(length);
        at += (int) length;
    }

    int u8() {
        require(1);
        return bytes[at++] & 0xff;
    }

    /** Big-endian, as the following ones without `le`. */
    int u16() {
        return u8() << 8 | u8();
    }

    long u32() {
        return (long) u16() << 16 | u16();
    }

    int u16le() {
        return u8() | u8() << 8;
    }

    int u24le() {
        return u16le() | u8() << 16;
    }

    long u32le() {
        return u16le() | (long) u16le() << 16;
    }

    /** The next characters, each a byte. */
    String text(int length) {
        require(length);
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
    }

    /** Whether these characters come next. Stays where it is. */
    boolean isAt(String start) {
        return left() >= start.length() && Arrays.equals(bytes, at, at + start.length(),
                start.getBytes(StandardCharsets.ISO_8859_1), 0, start.length());
    }

    private void require(long length) {
        if (length < 0 || length > left()) {
            throw Malformed.because("it ends within what it announces");
        }
    }
}
