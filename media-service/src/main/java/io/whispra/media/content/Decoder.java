package io.whispra.media.content;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

import io.whispra.media.content.Content.Dimensions;
import io.whispra.media.content.Layout.Access;

/**
 * Decodes as little of an image at a time as its reader allows, and makes it smaller at once. No more than {@link #BAND} bytes
 * of its pixels are in memory, besides what {@link Layout#overhead} tells.
 */
final class Decoder {
    /** In bytes. */
    static final int BAND = 12 * 1024 * 1024;

    /** Every band costs a look at all that comes before it; beyond so many, only some of the pixels are read. */
    private static final int MOST_BANDS = 4;

    private final Layout layout;
    private final ImageReader reader;

    private Decoder(Layout layout, ImageReader reader) {
        this.layout = layout;
        this.reader = reader;
    }

    /**
     * The first frame, on a picture whose longest side is at most that long.
     *
     * @throws io.whispra.media.problem.Refusal when it cannot be decoded
     */
    static Pixels decode(Layout layout, String type, int longest) {
        var reader = ImageHeaders.reader(type);
        try (var input = new ExcerptStream(layout.kept())) {
            reader.setInput(input, false, true);
            return new Decoder(layout, reader).decode(longest);
        } catch (IOException | RuntimeException _) {
            // Readers meet hostile bytes with any exception; all of them mean that browsers would not show it either.
            throw Malformed.because("it cannot be decoded as " + type);
        } finally {
            reader.dispose();
        }
    }

    private Pixels decode(int longest) throws IOException {
        var frame = layout.first();
        if (reader.getWidth(0) != frame.width() || reader.getHeight(0) != frame.height()) {
            throw new IOException("not the size that was found");
        }
        int pixelBytes = bytesPerPixel();
        int bands = layout.access() == Access.ROWS ? MOST_BANDS : 1;
        int period = 1;
        while ((long) part(frame.width(), period) * part(frame.height(), period) * pixelBytes > (long) bands * BAND) {
            period++;
        }
        var canvas = new Dimensions(part(layout.size().width(), period), part(layout.size().height(), period));
        var reduction = new Reduction(canvas, Pixels.within(canvas, longest));
        var row = new int[canvas.width()];
        int above = frame.top() / period;
        for (int y = 0; y < above; y++) {
            reduction.add(row, 0);
        }
        int rows = part(frame.height(), period);
        int rowsPerBand = bands == 1 ? rows : Math.max(1, BAND / (part(frame.width(), period) * pixelBytes));
        for (int y = 0; y < rows; y += rowsPerBand) {
            var band = band(y * period, Math.min(rowsPerBand * period, frame.height() - y * period), period);
            add(band, frame.left() / period, row, reduction);
        }
        Arrays.fill(row, 0);
        for (int y = above + rows; y < canvas.height(); y++) {
            reduction.add(row, 0);
        }
        return reduction.result();
    }

    private BufferedImage band(int top, int height, int period) throws IOException {
        var param = new ImageReadParam();
        param.setSourceRegion(new Rectangle(0, top, layout.first().width(), height));
        param.setSourceSubsampling(period, period, 0, 0);
        return reader.read(0, param);
    }

    private static void add(BufferedImage band, int left, int[] row, Reduction reduction) {
        var samples = new Samples(band);
        for (int y = 0; y < band.getHeight(); y++) {
            samples.row(y, row, left);
            reduction.add(row, 0);
        }
    }

    private int bytesPerPixel() throws IOException {
        var model = reader.getImageTypes(0).next().getSampleModel();
        int bits = 0;
        for (int band = 0; band < model.getNumBands(); band++) {
            bits += model.getSampleSize(band);
        }
        return (bits + 7) / 8;
    }

    /** How many of so many pixels are read when it is every so manyth. */
    private static int part(int length, int period) {
        return (length + period - 1) / period;
    }
}
