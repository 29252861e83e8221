package io.whispra.media.content;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

import io.whispra.media.content.Content.Dimensions;
import io.whispra.media.content.Layout.Access;
import io.whispra.media.problem.Refusal;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Decodes as little of an image at a time as its reader allows, and makes it smaller at once. No more than {@link #BAND} bytes
 * of its pixels are in memory, besides what {@link Layout#overhead} tells.
 */
final class Decoder {
    /** In bytes. */
    static final int BAND = 8 * 1024 * 1024;

    /** Every band costs a look at all that comes before it; beyond so many, only some of the pixels are read. */
    private static final int MOST_BANDS = 5;
    private static final int MOST_WHOLE_BANDS = 2;

    private final Layout layout;
    private final ImageReader reader;

    /** Used again for each band: readers hold on to the last one. */
    private @Nullable BufferedImage pixels;

    private Decoder(Layout layout, ImageReader reader) {
        this.layout = layout;
        this.reader = reader;
    }

    /**
     * The first frame, on a picture whose longest side is at most that long.
     *
     * @throws Refusal `content-mismatch` when it cannot be decoded, `unavailable` when memory is short
     */
    static Pixels decode(Layout layout, String type, int longest) {
        var reader = ImageHeaders.reader(type);
        try (var input = new ExcerptStream(layout.kept())) {
            reader.setInput(input, false, true);
            return new Decoder(layout, reader).decode(longest);
        } catch (OutOfMemoryError _) {
            throw outOfMemory();
        } catch (IOException | RuntimeException e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                throw outOfMemory();
            }
            // Readers meet hostile bytes with any exception; all of them mean that browsers would not show it either.
            throw Malformed.because("it cannot be decoded as " + type);
        } finally {
            reader.dispose();
        }
    }

    /** Not the image's fault, and soon over: what was decoded so far is forgotten. */
    private static Refusal outOfMemory() {
        return Refusal.busy("There is no memory for this image at the moment.");
    }

    private Pixels decode(int longest) throws IOException {
        var frame = layout.first();
        if (reader.getWidth(0) != frame.width() || reader.getHeight(0) != frame.height()) {
            throw new IOException("not the size that was found");
        }
        int pixelBytes = bytesPerPixel();
        int bands = bands();
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
            read(y * period, Math.min(rowsPerBand * period, frame.height() - y * period), period);
            add(Math.min(rowsPerBand, rows - y), frame.left() / period, row, reduction);
        }
        Arrays.fill(row, 0);
        for (int y = above + rows; y < canvas.height(); y++) {
            reduction.add(row, 0);
        }
        return reduction.result();
    }

    private int bands() {
        // Of what is held as a whole, each band costs all of it.
        int ofRows = layout.outside() > 0 ? MOST_WHOLE_BANDS : MOST_BANDS;
        return layout.access() == Access.ROWS ? ofRows : 1;
    }

    private void read(int top, int height, int period) throws IOException {
        var param = new ImageReadParam();
        param.setSourceRegion(new Rectangle(0, top, layout.first().width(), height));
        param.setSourceSubsampling(period, period, 0, 0);
        param.setDestination(pixels);
        pixels = reader.read(0, param);
    }

    private void add(int rows, int left, int[] row, Reduction reduction) {
        var samples = new Samples(requireNonNull(pixels));
        for (int y = 0; y < rows; y++) {
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
