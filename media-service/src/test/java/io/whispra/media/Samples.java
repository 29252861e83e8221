package io.whispra.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

import javax.imageio.ImageIO;

/** Contents to upload. */
final class Samples {
    private Samples() {}

    static byte[] image(String format, int width, int height) {
        return image(format, new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    /** In two colours, so that many pixels take little. */
    static byte[] wide(int width, int height) {
        return image("png", new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY));
    }

    private static byte[] image(String format, BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + format, e);
        }
        return out.toByteArray();
    }

    /** 1 x 1. */
    static byte[] webp() {
        return Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
    }

    /** A real PNG whose header claims more pixels than it has. */
    static byte[] pngClaiming(int width, int height) {
        var png = image("png", 1, 1);
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        return png;
    }

    static byte[] mp4() {
        return "\0\0\0\u0018ftypisom\0\0\2\0isomiso2mp41".getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] webm() {
        return "\u001aE\u00df\u00a3\u0093B\u0082\u0088webm".getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] pdf() {
        return text("%PDF-1.7\n%...\n");
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Not of any type, the same for the same size. */
    static byte[] noise(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        bytes[0] = 0;
        return bytes;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
