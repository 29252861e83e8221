package io.whispra.media.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import io.whispra.media.content.Content.Dimensions;
import io.whispra.media.content.Layout.Access;
import io.whispra.media.content.Layout.Area;
import org.jspecify.annotations.Nullable;

/**
 * WebP (RFC 9649): lossy, lossless, extended, animated. The image, its transparency, its frames and the colour profile stay; no
 * EXIF, no XMP, nothing unknown. What the file says about itself is written anew.
 */
final class WebpWalk implements Layout.Walk {
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;
    private static final int MOST_CHUNKS = 20_000;
    private static final int ANIMATED = 0x02;
    private static final int ALPHA = 0x10;
    private static final int PROFILE = 0x20;

    /** Lossless data may bring 65,536 groups of codes, of which a decoder makes tables: up to one for 16 pixels. */
    private static final int LOSSLESS_OVERHEAD = 5 * 1100 / 16;

    @Override
    public Layout through(byte[] file, ContentProperties limits) {
        return new Walking(file, limits).layout();
    }

    /** What a chunk of image data says of itself. */
    private record Image(Dimensions size, boolean isLossless, boolean hasAlpha) {}

    private record Chunk(String type, int start, int length, Cursor content) {}

    private static final class Walking {
        private final byte[] file;
        private final ContentProperties limits;
        private final Excerpt chunks;
        private @Nullable Dimensions canvas;
        private @Nullable Image image;
        private @Nullable Area first;
        private boolean moves;
        private int flags;
        private int count;
        private int frames;
        private boolean alpha;
        private boolean animation;

        Walking(byte[] file, ContentProperties limits) {
            this.file = file;
            this.limits = limits;
            this.chunks = new Excerpt(file);
        }

        Layout layout() {
            var cursor = new Cursor(file);
            require(cursor.isAt("RIFF"), "RIFF");
            cursor.skip(4);
            var riff = cursor.part(cursor.u32le());
            require(riff.isAt("WEBP"), "WEBP");
            riff.skip(4);
            chunk(next(riff));
            // Without an announcement, nothing follows the image.
            while (canvas != null && riff.left() > 0) {
                chunk(next(riff));
            }
            var shown = image;
            if (shown == null) {
                throw Malformed.because("it shows nothing");
            }
            var size = canvas == null ? shown.size() : canvas;
            require(moves || shown.size().equals(size), "image");
            boolean costly = shown.isLossless() || alpha;
            long overhead = shown.size().pixels() * (costly ? LOSSLESS_OVERHEAD : 1);
            return new Layout(size, Orientation.UPRIGHT, first == null ? Area.of(size) : first, kept(), Access.ONCE,
                    overhead, 0);
        }

        private Chunk next(Cursor from) {
            require(++count <= MOST_CHUNKS, "number of chunks");
            var type = from.text(4);
            long length = from.u32le();
            int start = from.at();
            var content = from.part(length);
            // Some writers leave out the last one.
            from.skip(Math.min(length & 1, from.left()));
            return new Chunk(type, start, (int) length, content);
        }

        private void chunk(Chunk chunk) {
            switch (chunk.type()) {
                case "VP8X" -> announcement(chunk);
                case "VP8 ", "VP8L" -> {
                    require(!moves && image == null, "image");
                    image = image(chunk);
                    keep(chunks, chunk);
                }
                case "ALPH" -> {
                    require(canvas != null && !moves && image == null && !alpha, "ALPH");
                    alpha = true;
                    keep(chunks, chunk);
                }
                case "ICCP" -> profile(chunk);
                case "ANIM" -> {
                    require(moves && !animation && chunk.length() == 6, "ANIM");
                    animation = true;
                    keep(chunks, chunk);
                }
                case "ANMF" -> frame(chunk);
                default -> {
                }
            }
        }

        private void announcement(Chunk chunk) {
            require(count == 1 && chunk.length() == 10, "VP8X");
            var content = chunk.content();
            flags = content.u8() & (ALPHA | ANIMATED);
            moves = (flags & ANIMATED) != 0;
            content.skip(3);
            int width = content.u24le() + 1;
            var size = new Dimensions(width, content.u24le() + 1);
            limits.requirePixels(size);
            canvas = size;
        }

        private void profile(Chunk chunk) {
            if (canvas != null && image == null && !alpha && !animation && (flags & PROFILE) == 0
                    && chunk.length() <= Layout.LONGEST_PROFILE) {
                flags |= PROFILE;
                keep(chunks, chunk);
            }
        }

        private Image image(Chunk chunk) {
            var content = chunk.content();
            Image found;
            if (chunk.type().equals("VP8L")) {
                require(content.u8() == 0x2f, "VP8L");
                long bits = content.u32le();
                require(bits >> 29 == 0, "VP8L");
                found = new Image(new Dimensions((int) (bits & 0x3fff) + 1, (int) (bits >> 14 & 0x3fff) + 1), true,
                        (bits >> 28 & 1) == 1);
            } else {
                int tag = content.u24le();
                require((tag & 1) == 0 && tag >> 5 <= chunk.length() && content.isAt("\u009d\1*"), "VP8");
                content.skip(3);
                int width = content.u16le() & 0x3fff;
                found = new Image(new Dimensions(width, content.u16le() & 0x3fff), false, false);
                require(found.size().pixels() > 0, "VP8");
            }
            limits.requirePixels(found.size());
            flags |= found.hasAlpha() && canvas != null ? ALPHA : 0;
            return found;
        }

        private void frame(Chunk chunk) {
            require(moves && animation, "ANMF");
            limits.requireFrames(++frames);
            var content = chunk.content();
            int left = content.u24le() * 2;
            int top = content.u24le() * 2;
            int width = content.u24le() + 1;
            var area = new Area(left, top, width, content.u24le() + 1);
            require(canvas != null && area.isWithin(canvas), "ANMF");
            content.skip(4);
            var inner = new Excerpt(file);
            var shown = inner(content, inner);
            require(shown.size().equals(new Dimensions(area.width(), area.height())), "ANMF");
            if (first == null) {
                first = area;
                image = shown;
            }
            chunks.insert(header("ANMF", FRAME_HEADER + inner.length()));
            chunks.keep(chunk.start(), chunk.start() + FRAME_HEADER);
            chunks.append(inner);
        }

        /** A frame's own chunks: transparency, image. */
        private Image inner(Cursor content, Excerpt kept) {
            var chunk = next(content);
            if (chunk.type().equals("ALPH")) {
                alpha = true;
                keep(kept, chunk);
                chunk = next(content);
            }
            require(chunk.type().equals("VP8 ") || chunk.type().equals("VP8L"), "ANMF");
            keep(kept, chunk);
            return image(chunk);
        }

        private void keep(Excerpt into, Chunk chunk) {
            int end = chunk.start() + chunk.length();
            if ((chunk.length() & 1) == 0) {
                into.keep(chunk.start() - CHUNK_HEADER, end);
            } else if (end < file.length && file[end] == 0) {
                into.keep(chunk.start() - CHUNK_HEADER, end + 1);
            } else {
                into.keep(chunk.start() - CHUNK_HEADER, end);
                into.insert(new byte[1]);
            }
        }

        private Excerpt kept() {
            var kept = new Excerpt(file);
            int extension = canvas == null ? 0 : CHUNK_HEADER + 10;
            kept.insert(header("RIFF", 4 + extension + chunks.length()));
            kept.insert("WEBP".getBytes(StandardCharsets.US_ASCII));
            if (canvas != null) {
                kept.insert(header("VP8X", 10));
                kept.insert(ByteBuffer.allocate(10)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(flags | (alpha ? ALPHA : 0))
                        .putInt((canvas.width() - 1) | (canvas.height() - 1) << 24)
                        .putShort((short) ((canvas.height() - 1) >> 8))
                        .array());
            }
            kept.append(chunks);
            return kept;
        }

        private static byte[] header(String type, long length) {
            return ByteBuffer.allocate(CHUNK_HEADER)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(type.getBytes(StandardCharsets.US_ASCII))
                    .putInt((int) length)
                    .array();
        }

        private static void require(boolean expected, String what) {
            if (!expected) {
                throw Malformed.because("its " + what + " is not as expected");
            }
        }
    }
}
