package io.whispra.local.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import javax.imageio.ImageIO;

/** A small picture of an evening: drawn, so that nobody has to bring a file. */
final class Picture {

    static final int WIDTH = 160;
    static final int HEIGHT = 90;

    private static final Color SKY = new Color(0x1B, 0x2A, 0x5E);
    private static final Color HORIZON = new Color(0xF2, 0x8C, 0x4B);
    private static final Color SUN = new Color(0xFF, 0xE0, 0x8A);
    private static final int SUN_SIZE = 30;

    private Picture() {}

    static byte[] png() {
        // Headless, or macOS shows an application icon.
        System.setProperty("java.awt.headless", "true");
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setPaint(new GradientPaint(0, 0, SKY, 0, HEIGHT, HORIZON));
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setPaint(SUN);
        pen.fillOval((WIDTH - SUN_SIZE) / 2, HEIGHT - SUN_SIZE, SUN_SIZE, SUN_SIZE);
        pen.dispose();
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
