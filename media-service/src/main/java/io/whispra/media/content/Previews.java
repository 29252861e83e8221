package io.whispra.media.content;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.jspecify.annotations.Nullable;

/**
 * An image in small.
 *
 * @param blurhash its colours
 * @param small absent where the image is no larger
 * @param large absent where the image is no larger
 */
record Previews(String blurhash, @Nullable Thumbnail small, @Nullable Thumbnail large) {
    /** Longest sides, in pixels. */
    static final int SMALL = 320;
    static final int LARGE = 1280;

    /** There is nothing finer in a blurhash. */
    private static final int TINY = 32;
    private static final float QUALITY = 0.82f;

    /** Of an image that was made smaller if it was larger than a large preview. */
    static Previews of(Pixels image, boolean wasLarger) {
        var small = image.within(SMALL);
        return new Previews(BlurHash.of(small.within(TINY)), small.equals(image) ? null : thumbnail(small),
                wasLarger ? thumbnail(image) : null);
    }

    private static Thumbnail thumbnail(Pixels pixels) {
        boolean opaque = pixels.isOpaque();
        var type = opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
        int width = pixels.size().width();
        int height = pixels.size().height();
        var image = new BufferedImage(width, height, type);
        image.setRGB(0, 0, width, height, pixels.argb(), 0, width);
        return new Thumbnail(file(image, opaque ? "jpeg" : "png"), opaque ? "image/jpeg" : "image/png", width, height);
    }

    private static byte[] file(BufferedImage image, String format) {
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format).next();
        var file = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
