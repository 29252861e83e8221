package io.whispra.message.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * One message of MongoDB's wire protocol.
 *
 * @see <a href="https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/">the protocol</a>
 */
final class MongoFrame {

    private static final int HEADER = 16;
    private static final int OP_MSG = 2013;
    /** Flags, the kind of the first section and the length of its document stand before the first element. */
    private static final int FIRST_ELEMENT = HEADER + 4 + 1 + 4;
    private static final int LARGEST = 48 << 20;

    private final byte[] bytes;

    private MongoFrame(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Null at the end. */
    static @Nullable MongoFrame read(InputStream in) throws IOException {
        var header = in.readNBytes(HEADER);
        if (header.length < HEADER) {
            return null;
        }
        int length = int32(header, 0);
        if (length < HEADER || length > LARGEST) {
            throw new IOException("no frame: " + length + " bytes");
        }
        var frame = Arrays.copyOf(header, length);
        return in.readNBytes(frame, HEADER, length - HEADER) < length - HEADER ? null : new MongoFrame(frame);
    }

    void write(OutputStream out) throws IOException {
        out.write(bytes);
    }

    int requestId() {
        return int32(bytes, 4);
    }

    int responseTo() {
        return int32(bytes, 8);
    }

    /** Whether it is this command on this collection: the first element of the first document says so. */
    boolean is(String command, String collection) {
        return int32(bytes, 12) == OP_MSG && startsWith(FIRST_ELEMENT, '\2' + command + '\0',
                FIRST_ELEMENT + command.length() + 2 + 4, collection + '\0');
    }

    /** Whether the text is anywhere in it. */
    boolean mentions(String text) {
        return new String(bytes, ISO_8859_1).contains(text);
    }

    private boolean startsWith(int at, String text, int next, String more) {
        return isAt(at, text) && isAt(next, more);
    }

    private boolean isAt(int at, String text) {
        return bytes.length >= at + text.length()
                && new String(bytes, at, text.length(), ISO_8859_1).equals(text);
    }

    private static int int32(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }
}
