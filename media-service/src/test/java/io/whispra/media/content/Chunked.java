package io.whispra.media.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/** Image files put together piece by piece: no library corrects what a hostile sender makes. */
final class Chunked {
    static final byte[] GPS = bytes("GPS 52.5163N 13.3777E");

    /** 48 x 32, lossy, as a browser wrote it; without its profile. */
    private static final byte[] VP8 = Base64.getDecoder()
            .decode("kAUAnQEqMAAgAD7RYKZOP6WjojAIA/AaCWo9iXCBA/ANrtTRhhIPfdr8AFVKETuClfuP/AAA/uv6/drH+NTGWbPqBJvz"
                    + "GGZOcL/mcb+NQDxioLMN5TNcAHSKGQTe57eddy4Hr9snEG0laXizN5Qutf7ZtxepImMe4rCdJ5khU1pB1Ugb5rHVgAAA");

    /** 48 x 32, what of the lossy one shows through. */
    private static final byte[] ALPH = Base64.getDecoder().decode("AQ/wwP+IiCAWTOYvnUF3RP+j4Bw=");

    /** 24 x 16, lossless, with alpha. */
    private static final byte[] VP8L = Base64.getDecoder()
            .decode("LxfAAxDNdCGi/wFGbSQ58rt7+fMNl4+Aw7ZtJImlb9Vrze49Ztq2GYOGP84lt4Ak8Xn0XGHbtk32TtozXPfYS0nJk3G/"
                    + "lDzprCknnZpSmlKaOuWkU0pTpxQAUgAAAAAAAAAAAAAAAAAAAFLy5Lkx7vdHsLPn1JST0wH+WN6Bznc0vQim7NZjAcMw"
                    + "DMMwDMMwjP8wnQ6TdvxU74fTgjnieVOn+8pzX046TTplT8a84zgpBfjjKnj9a506LethUwo=");

    private Chunked() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] join(byte[]... pieces) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(pieces).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** Two arrays of one, with something between. */
    static byte[] insert(byte[] file, int at, byte[]... pieces) {
        return join(Arrays.copyOf(file, at), join(pieces), Arrays.copyOfRange(file, at, file.length));
    }

    static byte[] jpegSegment(int marker, byte[] content) {
        return join(ByteBuffer.allocate(4).put((byte) 0xff).put((byte) marker).putShort((short) (content.length + 2))
                .array(), content);
    }

    /** As cameras write it: how it is turned, and where it was taken. */
    static byte[] exif(int orientation) {
        var tiff = ByteBuffer.allocate(8 + 2 + 24 + 4).order(ByteOrder.LITTLE_ENDIAN).put(bytes("II*\0")).putInt(8)
                .putShort((short) 2)
                .putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(orientation)
                .putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(38)
                .putInt(0);
        return join(tiff.array(), GPS);
    }

    static byte[] pngChunk(String type, byte[] content) {
        var crc = new CRC32();
        crc.update(bytes(type));
        crc.update(content);
        return join(be(content.length), bytes(type), content, be((int) crc.getValue()));
    }

    static int indexOf(byte[] file, String bytes) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf(bytes);
    }

    /** Offset of the first chunk of that type. */
    static int find(byte[] png, String type) {
        return indexOf(png, type) - 4;
    }

    static byte[] pngClaiming(int width, int height) {
        var png = Drawn.file("png", 1, 1);
        var header = Arrays.copyOfRange(png, 16, 29);
        ByteBuffer.wrap(header).putInt(width).putInt(height);
        return join(Arrays.copyOf(png, 8), pngChunk("IHDR", header), Arrays.copyOfRange(png, 33, png.length));
    }

    static byte[] gifExtension(int label, String... blocks) {
        var out = new ByteArrayOutputStream();
        out.write(0x21);
        out.write(label);
        for (var block : blocks) {
            out.write(block.length());
            out.writeBytes(bytes(block));
        }
        out.write(0);
        return out.toByteArray();
    }

    static byte[] lossy() {
        return riffChunk("VP8 ", VP8);
    }

    static byte[] alpha() {
        return riffChunk("ALPH", ALPH);
    }

    static byte[] lossless() {
        return riffChunk("VP8L", VP8L);
    }

    static byte[] webp(byte[]... chunks) {
        return riffChunk("RIFF", join(bytes("WEBP"), join(chunks)));
    }

    static byte[] announcement(int flags, int width, int height) {
        return riffChunk("VP8X", join(le(flags), le24(width - 1), le24(height - 1)));
    }

    static byte[] webpFrame(int left, int top, int width, int height, byte[]... chunks) {
        return riffChunk("ANMF", join(le24(left / 2), le24(top / 2), le24(width - 1), le24(height - 1), le24(100),
                new byte[1], join(chunks)));
    }

    static byte[] riffChunk(String type, byte[] content) {
        return join(bytes(type), le(content.length), content, new byte[content.length % 2]);
    }

    private static byte[] be(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] le(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    private static byte[] le24(int value) {
        return Arrays.copyOf(le(value), 3);
    }
}
