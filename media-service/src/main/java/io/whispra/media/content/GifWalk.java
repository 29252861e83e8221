package io.whispra.media.content;

import io.whispra.media.content.Content.Dimensions;
import io.whispra.media.content.Layout.Access;
import io.whispra.media.content.Layout.Area;
import org.jspecify.annotations.Nullable;

/**
 * GIF87a and GIF89a (CompuServe). The frames stay, how each is shown, and how often all of them; no comments, no texts, nothing
 * of applications.
 */
final class GifWalk implements Layout.Walk {
    private static final int TRAILER = 0x3b;
    private static final int IMAGE = 0x2c;
    private static final int EXTENSION = 0x21;
    private static final int CONTROL = 0xf9;
    private static final int PLAIN_TEXT = 0x01;
    private static final int APPLICATION = 0xff;
    private static final int COLOUR_TABLE = 0x80;

    /** Of the extension that says how often the frames are shown, its label and its last byte with it. */
    private static final int LOOP = 19;

    @Override
    public Layout through(byte[] file, ContentProperties limits) {
        return new Walking(file, limits).layout();
    }

    private static final class Walking {
        private final ContentProperties limits;
        private final Cursor cursor;
        private final Excerpt kept;
        private Dimensions screen = new Dimensions(0, 0);
        private @Nullable Area first;
        private boolean loops;
        private int frames;

        /** The last control extension, until it is known what it is for. */
        private int controlFrom;
        private int controlTo;

        Walking(byte[] file, ContentProperties limits) {
            this.limits = limits;
            this.cursor = new Cursor(file);
            this.kept = new Excerpt(file);
        }

        Layout layout() {
            screen();
            int block = cursor.u8();
            while (block != TRAILER) {
                switch (block) {
                    case IMAGE -> image();
                    case EXTENSION -> extension();
                    default -> throw Malformed.because("it has something that is no block");
                }
                block = cursor.u8();
            }
            var shown = first;
            if (shown == null) {
                throw Malformed.because("it shows nothing");
            }
            kept.keep(cursor.at() - 1, cursor.at());
            return new Layout(screen, Orientation.UPRIGHT, shown, kept, Access.ROWS, 0, 0);
        }

        private void screen() {
            if (!cursor.isAt("GIF87a") && !cursor.isAt("GIF89a")) {
                throw Malformed.because("it has not the first bytes of a GIF");
            }
            cursor.skip(6);
            int width = cursor.u16le();
            screen = new Dimensions(width, cursor.u16le());
            int flags = cursor.u8();
            cursor.skip(2);
            colours(flags);
            kept.keep(0, cursor.at());
        }

        private void colours(int flags) {
            if ((flags & COLOUR_TABLE) != 0) {
                cursor.skip(3L << ((flags & 7) + 1));
            }
        }

        private void image() {
            int start = cursor.at() - 1;
            int left = cursor.u16le();
            int top = cursor.u16le();
            int width = cursor.u16le();
            var area = new Area(left, top, width, cursor.u16le());
            if (first == null) {
                // As browsers do: the first frame may be what the screen is too small for.
                first = area;
                screen = new Dimensions(Math.max(screen.width(), left + width),
                        Math.max(screen.height(), top + area.height()));
                limits.requirePixels(screen);
            }
            limits.requireFrames(++frames);
            if (area.width() < 1 || area.height() < 1 || !area.isWithin(screen)) {
                throw Malformed.because("it has a frame outside of its screen");
            }
            colours(cursor.u8());
            int bits = cursor.u8();
            if (bits < 1 || bits > 8) {
                throw Malformed.because("its pixels have " + bits + " bits");
            }
            subBlocks();
            if (controlTo > 0) {
                kept.keep(controlFrom, controlTo);
                controlTo = 0;
            }
            kept.keep(start, cursor.at());
        }

        private void extension() {
            int start = cursor.at() - 1;
            int label = cursor.u8();
            boolean isLoop = label == APPLICATION && isLoop();
            boolean isControl = label == CONTROL && cursor.isAt("\4");
            subBlocks();
            if (isControl && cursor.at() - start == 8) {
                controlFrom = start;
                controlTo = cursor.at();
            } else if (label == PLAIN_TEXT) {
                // The control before it was for this text.
                controlTo = 0;
            } else if (isLoop && cursor.at() - start == LOOP && !loops) {
                loops = true;
                kept.keep(start, cursor.at());
            }
        }

        private boolean isLoop() {
            return cursor.isAt("\u000bNETSCAPE2.0\3\1") || cursor.isAt("\u000bANIMEXTS1.0\3\1");
        }

        private void subBlocks() {
            int length = cursor.u8();
            while (length > 0) {
                cursor.skip(length);
                length = cursor.u8();
            }
        }
    }
}
