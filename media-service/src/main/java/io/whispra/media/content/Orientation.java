package io.whispra.media.content;

import java.util.HexFormat;

/** How cameras say that a picture is turned: one field of EXIF (CIPA DC-008, TIFF 6.0). */
final class Orientation {
    static final int UPRIGHT = 1;

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    /** Where our own segment has the orientation. */
    private static final int VALUE = 29;

    private Orientation() {}

    /** What the EXIF says, from its `Exif` on; upright where it cannot be understood. */
    static int in(byte[] file, int from, int to) {
        var tiff = from + 6;
        if (to - tiff < 8) {
            return UPRIGHT;
        }
        boolean little = file[tiff] == 'I';
        long directory = tiff + number(file, tiff + 4, 4, little);
        if (directory < tiff || directory + 2 > to) {
            return UPRIGHT;
        }
        long entries = number(file, (int) directory, 2, little);
        for (long at = directory + 2; entries > 0 && at + ENTRY <= to; at += ENTRY, entries--) {
            int entry = (int) at;
            if (number(file, entry, 2, little) == TAG && number(file, entry + 2, 2, little) == SHORT) {
                long value = number(file, entry + 8, 2, little);
                return value >= 1 && value <= 8 ? (int) value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** A segment of a JPEG with an EXIF of this field alone. */
    static byte[] segment(int orientation) {
        var segment = HexFormat.of().parseHex("ffe10022" + "457869660000" + "4d4d002a00000008" + "0001"
                + "011200030000000100000000" + "00000000");
        segment[VALUE] = (byte) orientation;
        return segment;
    }

    private static long number(byte[] file, int at, int length, boolean little) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 8 | (file[little ? at + length - 1 - i : at + i] & 0xff);
        }
        return number;
    }
}
