package io.whispra.media.content;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

import io.whispra.media.content.Content.Dimensions;
import io.whispra.media.content.Layout.Access;
import io.whispra.media.content.Layout.Area;
import org.jspecify.annotations.Nullable;

/**
 * PNG and animated PNG (W3C, third edition). The critical chunks stay, and those that say how the picture looks; no text, no
 * EXIF, no times, nothing unknown.
 */
final class PngWalk implements Layout.Walk {
    private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    /** Chunks of the picture's looks, and how long they are; negative: at most. */
    private static final Map<String, Integer> LOOKS = Map.of("gAMA", 4, "cHRM", 32, "sRGB", 1, "iCCP",
            -Layout.LONGEST_PROFILE, "sBIT", -4, "bKGD", -6, "pHYs", 9, "cICP", 4);

    /** Bits of a sample, by colour type. */
    private static final Map<Integer, Set<Integer>> DEPTHS = Map.of(0, Set.of(1, 2, 4, 8, 16), 2, Set.of(8, 16), 3,
            Set.of(1, 2, 4, 8), 4, Set.of(8, 16), 6, Set.of(8, 16));
    private static final int GREY = 0;
    private static final int COLOURED = 2;
    private static final int INDEXED = 3;
    private static final int MOST_CHUNKS = 100_000;

    @Override
    public Layout through(byte[] file, ContentProperties limits) {
        return new Walking(file, limits).layout();
    }

    private static final class Walking {
        private final byte[] file;
        private final ContentProperties limits;
        private final Cursor cursor;
        private final Excerpt kept;
        private final Set<String> seen = new HashSet<>();
        private @Nullable Dimensions size;
        private int colourType;
        private String previous = "";
        private long frames;
        private long announcedFrames;
        private long sequence;

        Walking(byte[] file, ContentProperties limits) {
            this.file = file;
            this.limits = limits;
            this.cursor = new Cursor(file);
            this.kept = new Excerpt(file);
        }

        Layout layout() {
            if (!cursor.isAt(SIGNATURE)) {
                throw Malformed.because("it has not the first bytes of a PNG");
            }
            cursor.skip(SIGNATURE.length());
            kept.keep(0, cursor.at());
            for (int chunks = 0; !previous.equals("IEND"); chunks++) {
                if (chunks == MOST_CHUNKS) {
                    throw Malformed.because("it has too many chunks");
                }
                chunk();
            }
            var found = size;
            if (found == null || !seen.contains("IDAT") || frames != announcedFrames) {
                throw Malformed.because("it has not what it announces");
            }
            return new Layout(found, Orientation.UPRIGHT, Area.of(found), kept, Access.ROWS, 0, 0);
        }

        private void chunk() {
            int start = cursor.at();
            long length = cursor.u32();
            var type = cursor.text(4);
            var content = cursor.part(length);
            long crc = cursor.u32();
            if (size == null && !type.equals("IHDR")) {
                throw Malformed.because("it does not begin with its size");
            }
            boolean intact = crc == crc(start + 4, cursor.at() - 4);
            boolean isCritical = Character.isUpperCase(type.charAt(0));
            if (isCritical && !intact) {
                throw Malformed.because("its " + printable(type) + " is damaged");
            }
            if (intact && (isCritical ? critical(type, content) : shows(type, content))) {
                kept.keep(start, cursor.at());
                seen.add(type);
            }
            previous = type;
        }

        /** Never lets go of one: a decoder that does not know it must give up. */
        private boolean critical(String type, Cursor content) {
            switch (type) {
                case "IHDR" -> header(content);
                case "PLTE" -> require(!seen.contains("PLTE") && !seen.contains("IDAT") && content.left() > 0
                        && content.left() % 3 == 0 && content.left() <= 768, type);
                case "IDAT" -> require((previous.equals("IDAT") || !seen.contains("IDAT"))
                        && (colourType != INDEXED || seen.contains("PLTE")), type);
                case "IEND" -> require(content.left() == 0, type);
                default -> require(false, type);
            }
            return true;
        }

        private void header(Cursor content) {
            require(size == null && content.left() == 13, "IHDR");
            long width = content.u32();
            long height = content.u32();
            int depth = content.u8();
            colourType = content.u8();
            require(width > 0 && width <= Integer.MAX_VALUE && height > 0 && height <= Integer.MAX_VALUE
                    && DEPTHS.getOrDefault(colourType, Set.of()).contains(depth), "IHDR");
            // Compression, filter, interlace.
            require(content.u16() == 0 && content.u8() <= 1, "IHDR");
            var claimed = new Dimensions((int) width, (int) height);
            limits.requirePixels(claimed);
            size = claimed;
        }

        private boolean shows(String type, Cursor content) {
            return switch (type) {
                case "acTL" -> animation(content);
                case "fcTL" -> frame(content);
                case "fdAT" -> {
                    require(frames > 0 && seen.contains("IDAT"), type);
                    inSequence(content);
                    yield true;
                }
                default -> {
                    int length = type.equals("tRNS") ? transparency() : LOOKS.getOrDefault(type, 0);
                    yield length != 0 && !seen.contains(type) && !seen.contains("IDAT")
                            && (length < 0 ? content.left() <= -length : content.left() == length);
                }
            };
        }

        /** The length of what says which colours show through, as in {@link #LOOKS}. */
        private int transparency() {
            return switch (colourType) {
                case GREY -> 2;
                case COLOURED -> 6;
                case INDEXED -> -256;
                default -> 0;
            };
        }

        private boolean animation(Cursor content) {
            require(!seen.contains("acTL") && !seen.contains("IDAT") && content.left() == 8, "acTL");
            announcedFrames = content.u32();
            require(announcedFrames > 0, "acTL");
            limits.requireFrames(announcedFrames);
            return true;
        }

        private boolean frame(Cursor content) {
            require(seen.contains("acTL") && content.left() == 26, "fcTL");
            inSequence(content);
            long width = content.u32();
            long height = content.u32();
            long right = content.u32() + width;
            long bottom = content.u32() + height;
            var canvas = size;
            require(canvas != null && width > 0 && height > 0 && right <= canvas.width() && bottom <= canvas.height()
                    && ++frames <= announcedFrames, "fcTL");
            return true;
        }

        private void inSequence(Cursor content) {
            require(content.u32() == sequence++, "sequence");
        }

        private long crc(int from, int to) {
            var crc = new CRC32();
            crc.update(file, from, to - from);
            return crc.getValue();
        }

        private static void require(boolean expected, String type) {
            if (!expected) {
                throw Malformed.because("its " + printable(type) + " is not as expected");
            }
        }

        private static String printable(String type) {
            return type.chars().allMatch(c -> c > ' ' && c < 127) ? type : "chunk";
        }
    }
}
