package io.whispra.media.content;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

import org.jspecify.annotations.Nullable;

/** A decoded image's pixels, whatever it keeps them in. Grey is not converted: Java takes it to be linear, which files do not. */
final class Samples {
    private static final int OPAQUE = 0xff;

    private final Raster raster;
    private final int bands;
    private final int @Nullable [] palette;
    private final int shift;
    private final int[] values;

    Samples(BufferedImage image) {
        this.raster = image.getRaster();
        this.bands = raster.getNumBands();
        this.values = new int[raster.getWidth() * bands];
        if (image.getColorModel() instanceof IndexColorModel index) {
            palette = new int[index.getMapSize()];
            index.getRGBs(palette);
        } else {
            palette = null;
        }
        this.shift = raster.getSampleModel().getSampleSize(0) - 8;
        if (bands > 4 || (palette == null && shift != 0 && shift != 8)) {
            throw new IllegalArgumentException("no picture of " + bands + " bands and " + shift + " more than 8 bits");
        }
    }

    /** Writes a row from that offset on. */
    void row(int y, int[] argb, int offset) {
        int width = raster.getWidth();
        raster.getPixels(0, y, width, 1, values);
        for (int x = 0; x < width; x++) {
            argb[offset + x] = palette == null ? pixel(x * bands) : palette[values[x]];
        }
    }

    private int pixel(int at) {
        int red = values[at] >> shift;
        return switch (bands) {
            case 1 -> argb(OPAQUE, red, red, red);
            case 2 -> argb(values[at + 1] >> shift, red, red, red);
            case 3 -> argb(OPAQUE, red, values[at + 1] >> shift, values[at + 2] >> shift);
            default -> argb(values[at + 3] >> shift, red, values[at + 1] >> shift, values[at + 2] >> shift);
        };
    }

    private static int argb(int alpha, int red, int green, int blue) {
        return alpha << 24 | red << 16 | green << 8 | blue;
    }
}
