package io.whispra.media.content;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.springframework.util.unit.DataSize;

/** Images that the tests draw. */
final class Drawn {
    private Drawn() {}

    static ContentProperties limits() {
        return new ContentProperties(1, 10, 50_000_000, 32_768, 20);
    }

    static Images images() {
        return new Images(limits(), new ImageProperties(DataSize.ofMegabytes(20), 1, DataSize.ofMegabytes(40)));
    }

    /** A file as it is stored. */
    static byte[] stripped(byte[] file, String type) {
        return join(images().process(file, type));
    }

    static byte[] join(Picture picture) {
        return Chunked.join(picture.stripped().toArray(byte[][]::new));
    }

    static BufferedImage decoded(byte[] file) {
        try {
            return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read", e);
        }
    }

    /** Every pixel, row by row. */
    static int[] pixels(byte[] file) {
        var image = decoded(file);
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /** A PNG that cannot be made shorter. */
    static byte[] noise(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(1);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }
        return file("png", image);
    }

    /** In several passes over the image, each finer than the one before. */
    static byte[] progressive(String format, BufferedImage image) {
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        var out = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            var how = writer.getDefaultWriteParam();
            how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write", e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** Many colours, no two neighbours alike. */
    static BufferedImage image(int width, int height, int imageType) {
        var image = new BufferedImage(width, height, imageType);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, new Color(x * 255 / width, y * 255 / height, (x + y) % 256).getRGB());
            }
        }
        return image;
    }

    static byte[] file(String format, int width, int height) {
        return file(format, image(width, height, BufferedImage.TYPE_INT_RGB));
    }

    static byte[] file(String format, BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + format, e);
        }
        return out.toByteArray();
    }
}
