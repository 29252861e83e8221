package io.whispra.media.content;

import java.util.Arrays;

import io.whispra.media.content.Content.Dimensions;

/**
 * Makes an image smaller while its rows come by: each pixel of the result is the mean of the area that it covers. Nothing but
 * the result and one row is held.
 */
final class Reduction {
    private static final int CHANNELS = 4;

    private final Dimensions from;
    private final Dimensions to;
    private final int[] argb;

    /** The row of the result that is being summed up, colours multiplied by alpha; and how much of it is in. */
    private final float[] sum;
    private int row;

    Reduction(Dimensions from, Dimensions to) {
        if (to.width() > from.width() || to.height() > from.height()) {
            throw new IllegalArgumentException("larger than " + from + ": " + to);
        }
        this.from = from;
        this.to = to;
        this.argb = new int[to.width() * to.height()];
        this.sum = new float[to.width() * CHANNELS];
    }

    /** The next row, from that offset on. */
    void add(int[] pixels, int offset) {
        // In units that make a source row as high as the result's height: a row of the result is as high as the source's.
        long top = (long) row * to.height();
        long bottom = top + to.height();
        long boundary = (top / from.height() + 1) * from.height();
        float here = Math.min(bottom, boundary) - top;
        addRow(pixels, offset, here / from.height());
        if (bottom >= boundary) {
            finish((int) (top / from.height()));
            if (bottom > boundary) {
                addRow(pixels, offset, (float) (bottom - boundary) / from.height());
            }
        }
        row++;
    }

    private void addRow(int[] pixels, int offset, float weight) {
        int width = from.width();
        int step = to.width();
        long left = 0;
        float unit = weight / width;
        for (int x = 0; x < width; x++, left += step) {
            int pixel = pixels[offset + x];
            int column = (int) (left / width);
            long boundary = (column + 1L) * width;
            long right = left + step;
            if (right <= boundary) {
                add(column, pixel, step * unit);
            } else {
                add(column, pixel, (boundary - left) * unit);
                add(column + 1, pixel, (right - boundary) * unit);
            }
        }
    }

    private void add(int x, int pixel, float weight) {
        float alpha = (pixel >>> 24) * weight;
        int at = x * CHANNELS;
        sum[at] += alpha;
        sum[at + 1] += (pixel >> 16 & 0xff) * alpha;
        sum[at + 2] += (pixel >> 8 & 0xff) * alpha;
        sum[at + 3] += (pixel & 0xff) * alpha;
    }

    private void finish(int y) {
        for (int x = 0; x < to.width(); x++) {
            int at = x * CHANNELS;
            float alpha = sum[at];
            if (alpha > 0) {
                argb[y * to.width() + x] = channel(alpha) << 24 | channel(sum[at + 1] / alpha) << 16
                        | channel(sum[at + 2] / alpha) << 8 | channel(sum[at + 3] / alpha);
            }
        }
        Arrays.fill(sum, 0);
    }

    private static int channel(float value) {
        return Math.min(255, Math.round(value));
    }

    /** Once all rows were added. */
    Pixels result() {
        if (row != from.height()) {
            throw new IllegalStateException(row + " rows of " + from.height());
        }
        return new Pixels(to, argb);
    }
}
