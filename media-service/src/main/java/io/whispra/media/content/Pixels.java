package io.whispra.media.content;

import io.whispra.media.content.Content.Dimensions;

/**
 * An image in memory.
 *
 * @param size at most some millions of pixels
 * @param argb row by row: alpha, red, green and blue in a byte each (sRGB, not multiplied by alpha)
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record Pixels(Dimensions size, int[] argb) {
    /** The longest side is at most that long; the same if it already is. */
    Pixels within(int longest) {
        var target = within(size, longest);
        return target.equals(size) ? this : to(target);
    }

    /** In exactly that size, which is not larger. */
    Pixels to(Dimensions target) {
        var reduction = new Reduction(size, target);
        for (int y = 0; y < size.height(); y++) {
            reduction.add(argb, y * size.width());
        }
        return reduction.result();
    }

    static Dimensions within(Dimensions size, int longest) {
        int side = Math.max(size.width(), size.height());
        return side <= longest
                ? size
                : new Dimensions(scaled(size.width(), longest, side), scaled(size.height(), longest, side));
    }

    private static int scaled(int length, int longest, int side) {
        return Math.max(1, Math.round((float) ((double) length * longest / side)));
    }

    boolean isOpaque() {
        for (int pixel : argb) {
            if (pixel >>> 24 != 0xff) {
                return false;
            }
        }
        return true;
    }

    /** As displayed: turned and mirrored as EXIF's orientation, 1 to 8, says. */
    Pixels displayed(int orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return this;
        }
        int width = size.width();
        int height = size.height();
        boolean turned = orientation > 4;
        int outWidth = turned ? height : width;
        var out = new int[argb.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int mirroredX = width - 1 - x;
                int mirroredY = height - 1 - y;
                int to = switch (orientation) {
                    case 2 -> y * outWidth + mirroredX;
                    case 3 -> mirroredY * outWidth + mirroredX;
                    case 4 -> mirroredY * outWidth + x;
                    case 5 -> x * outWidth + y;
                    case 6 -> x * outWidth + mirroredY;
                    case 7 -> mirroredX * outWidth + mirroredY;
                    case 8 -> mirroredX * outWidth + y;
                    default -> throw new IllegalArgumentException("no orientation: " + orientation);
                };
                out[to] = argb[y * width + x];
            }
        }
        return new Pixels(turned ? size.turned() : size, out);
    }
}
