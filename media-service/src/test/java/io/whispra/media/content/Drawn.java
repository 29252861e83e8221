package io.whispra.media.content;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import javax.imageio.ImageIO;

/** Images that the tests draw. */
final class Drawn {
    private Drawn() {}

    static ContentProperties limits() {
        return new ContentProperties(1, 10, 50_000_000, 32_768);
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
