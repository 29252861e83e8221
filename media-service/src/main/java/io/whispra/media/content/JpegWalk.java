package io.whispra.media.content;

import java.util.HexFormat;

import io.whispra.media.content.Content.Dimensions;
import io.whispra.media.content.Layout.Access;
import io.whispra.media.content.Layout.Area;
import org.jspecify.annotations.Nullable;

/**
 * JPEG (ITU-T T.81), as browsers show it: Huffman-coded, 8 bits, one frame, sequential or progressive. Of the application
 * segments JFIF's, the colour profile's and Adobe's stay, which say what the colours are; of EXIF the orientation.
 */
final class JpegWalk implements Layout.Walk {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int SOF_FIRST = 0xc0;
    private static final int SOF_PROGRESSIVE = 0xc2;
    private static final int DHT = 0xc4;
    private static final int DQT = 0xdb;
    private static final int DRI = 0xdd;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COM = 0xfe;

    private static final int JFIF_LENGTH = 16;

    /** Progressive files have about ten; each costs a decoder a look at the whole picture. */
    private static final int MOST_SCANS = 100;

    /** Pixels that a decoder passes over, all scans together; about two seconds. */
    private static final long MOST_WORK = 400_000_000;

    /** A coefficient, as decoders keep them of all scans of a progressive file. */
    private static final int COEFFICIENT = 2;

    @Override
    public Layout through(byte[] file, ContentProperties limits) {
        return new Walking(file, limits).layout();
    }

    private record Frame(Dimensions size, int components, long samples, boolean progressive) {}

    private static final class Walking {
        private final byte[] file;
        private final ContentProperties limits;
        private final Cursor cursor;
        private final Excerpt body;
        private @Nullable Frame frame;
        private byte @Nullable [] jfif;
        private int orientation;
        private int scans;
        private int profile;

        Walking(byte[] file, ContentProperties limits) {
            this.file = file;
            this.limits = limits;
            this.cursor = new Cursor(file);
            this.body = new Excerpt(file);
        }

        Layout layout() {
            if (cursor.u8() != 0xff || cursor.u8() != SOI) {
                throw Malformed.because("it has not the first bytes of a JPEG");
            }
            int marker = marker();
            while (marker != EOI) {
                marker = segment(marker);
            }
            var found = frame;
            if (found == null || scans == 0) {
                throw Malformed.because("it shows nothing");
            }
            // All scans are kept by the decoder where it cannot go row by row.
            long whole = found.progressive() || scans > 1 ? found.samples() * COEFFICIENT : 0;
            return new Layout(found.size(), Math.max(orientation, Orientation.UPRIGHT), Area.of(found.size()), kept(),
                    isWorthDecoding(found) ? Access.ROWS : Access.NONE, 0, whole);
        }

        /** Four colours, of printers, have no decoder here; too many passes over too large an image take too long. */
        private boolean isWorthDecoding(Frame found) {
            return found.components() != 4 && scans * found.size().pixels() <= MOST_WORK;
        }

        /** What of our own comes first, then what was kept. */
        private Excerpt kept() {
            var kept = new Excerpt(file);
            kept.keep(0, 2);
            if (jfif != null) {
                kept.insert(jfif);
            }
            if (orientation > Orientation.UPRIGHT) {
                kept.insert(Orientation.segment(orientation));
            }
            kept.append(body);
            kept.insert(new byte[]{(byte) 0xff, (byte) EOI});
            return kept;
        }

        private int marker() {
            if (cursor.u8() != 0xff) {
                throw Malformed.because("something stands between its segments");
            }
            int marker = cursor.u8();
            while (marker == 0xff) {
                marker = cursor.u8();
            }
            return marker;
        }

        /** Returns the marker that follows it. */
        private int segment(int marker) {
            int length = cursor.u16();
            int start = cursor.at();
            var content = cursor.part(length - 2L);
            switch (marker) {
                case DHT, DQT, DRI -> keep(start);
                case SOS -> {
                    if (frame == null || ++scans > MOST_SCANS) {
                        throw Malformed.because("its scans are not those of one picture");
                    }
                    keep(start);
                    skipEntropyCoded();
                }
                case COM -> {
                }
                default -> {
                    if (marker >= APP0 && marker <= APP15) {
                        application(marker, start, content);
                    } else {
                        frame(marker, content);
                        keep(start);
                    }
                }
            }
            return marker();
        }

        /** Marker, length and content. */
        private void keep(int start) {
            body.keep(start - 4, cursor.at());
        }

        /** What is no profile of any size is none. */
        private boolean isProfile(int marker, Cursor content) {
            if (marker == APP2 && content.isAt("ICC_PROFILE\0")) {
                profile += content.left();
                return profile <= Layout.LONGEST_PROFILE;
            }
            return false;
        }

        private void application(int marker, int start, Cursor content) {
            if (marker == APP0 && content.isAt("JFIF\0") && content.left() >= JFIF_LENGTH - 2 && jfif == null) {
                // Version, unit and density; not the thumbnail, which may show what was cut away.
                jfif = HexFormat.of().parseHex("ffe000104a46494600" + "00".repeat(9));
                System.arraycopy(file, start + 5, jfif, 9, 7);
            } else if (marker == APP1 && content.isAt("Exif\0") && orientation == 0) {
                orientation = Orientation.in(file, start, cursor.at());
            } else if (isProfile(marker, content) || (marker == APP14 && content.isAt("Adobe"))) {
                keep(start);
            }
        }

        private void frame(int marker, Cursor content) {
            if (marker < SOF_FIRST || marker > SOF_PROGRESSIVE) {
                throw Malformed.because("it is of a kind that browsers do not show");
            }
            if (frame != null || content.u8() != 8) {
                throw Malformed.because("it has more than one frame, or not 8 bits");
            }
            int height = content.u16();
            var size = new Dimensions(content.u16(), height);
            int components = content.u8();
            if (size.pixels() == 0 || (components != 1 && components != 3 && components != 4)
                    || content.left() != 3 * components) {
                throw Malformed.because("its frame is not one of a picture");
            }
            limits.requirePixels(size);
            frame = new Frame(size, components, samples(size, components, content), marker == SOF_PROGRESSIVE);
        }

        /** Of all components together, as often as each is sampled. */
        private static long samples(Dimensions size, int components, Cursor content) {
            int all = 0;
            int most = 1;
            for (int i = 0; i < components; i++) {
                content.u8();
                int factors = content.u8();
                int horizontal = factors >> 4;
                int vertical = factors & 0xf;
                if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
                    throw Malformed.because("its components are not sampled as a picture's");
                }
                content.u8();
                all += horizontal * vertical;
                most = Math.max(most, horizontal * vertical);
            }
            return components == 1 ? size.pixels() : size.pixels() * all / most;
        }

        /** Ends before the next marker. */
        private void skipEntropyCoded() {
            int start = cursor.at();
            int at = start;
            while (at + 1 < file.length && (file[at] != (byte) 0xff || isWithinScan(file[at + 1] & 0xff))) {
                at++;
            }
            cursor.skip(at - start);
            body.keep(start, at);
        }

        /** A stuffed byte or a restart; whatever else follows 0xff is a marker, or fills up before one. */
        private static boolean isWithinScan(int second) {
            return second == 0 || (second >= 0xd0 && second <= 0xd7);
        }
    }
}
