package io.whispra.media.content;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** An image of 50 megapixels in 20 MB, in a JVM that has as little memory as a small deployment. */
class ImageMemoryTest {
    /** What is left of 96 MiB when the service itself is there. */
    private static final String HEAP = "-Xmx52m";

    @TempDir
    Path folder;

    @Test
    void t72_largestJpegFitsASmallHeap() throws Exception {
        t72("image/jpeg", Drawn.file("jpg", image(8_600, 5_800, BufferedImage.TYPE_INT_RGB, 60)), true);
    }

    @Test
    @EnabledIfSystemProperty(named = "whispra.images", matches = "true")
    void t72_largestOfEveryKindFitsASmallHeap() throws Exception {
        t72("image/png", Drawn.file("png", image(8_600, 5_800, BufferedImage.TYPE_INT_ARGB, 1)), true);
        t72("image/png", Drawn.file("png", deep()), true);
        t72("image/gif", Drawn.file("gif", image(8_600, 5_800, BufferedImage.TYPE_BYTE_INDEXED, 1)), true);
        t72("image/jpeg", Drawn.progressive("jpeg", image(8_600, 5_800, BufferedImage.TYPE_INT_RGB, 60)), false);
        t72("image/jpeg", Drawn.progressive("jpeg", image(4_000, 3_000, BufferedImage.TYPE_INT_RGB, 60)), true);
        t72("image/jpeg", Drawn.file("jpg", image(4_000, 3_000, BufferedImage.TYPE_INT_RGB, 20)), true);
    }

    private void t72(String type, byte[] file, boolean previewed) throws IOException, InterruptedException {
        // What follows the image is in memory, too.
        var path = Files.write(folder.resolve("image"), Arrays.copyOf(file, 20 * 1024 * 1024));
        var output = folder.resolve("output");

        var child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP,
                "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path"),
                Child.class.getName(), path.toString(), type).redirectErrorStream(true).redirectOutput(output.toFile())
                .start();
        assertThat(child.waitFor(2, TimeUnit.MINUTES)).isTrue();

        var said = Files.readString(output);
        System.out.println("FIGURES " + type + " " + file.length + " bytes: " + said.strip());
        assertThat(child.exitValue()).as(said).isZero();
        assertThat(said).contains(previewed ? "large 1280" : "no previews");
    }

    /** As noisy as that, so that it cannot be made much shorter. */
    private static BufferedImage image(int width, int height, int type, int noise) {
        var image = new BufferedImage(width, height, type);
        var random = new Random(1);
        IntUnaryOperator spread = side -> side * 255 / Math.max(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = Math.clamp(spread.applyAsInt(x) + random.nextInt(noise), 0, 255);
                image.setRGB(x, y, 0xff000000 | red << 16 | spread.applyAsInt(y) << 8 | 0x40);
            }
        }
        return image;
    }

    /** The most bytes for a pixel that there are. */
    private static BufferedImage deep() {
        var rgba = new int[]{0, 1, 2, 3};
        var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 8_600, 5_800,
                8_600 * 4, 4, rgba, null);
        var model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), true, false,
                Transparency.TRANSLUCENT, DataBuffer.TYPE_USHORT);
        return new BufferedImage(model, raster, false, null);
    }

    /** Another JVM. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            var file = Files.readAllBytes(Path.of(arguments[0]));
            long start = System.nanoTime();
            var picture = Drawn.images().process(file, arguments[1]);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
            var large = picture.large();
            System.out
                    .println((large == null ? "no previews" : "large " + large.width()) + ", " + picture.width() + " x "
                            + picture.height() + ", " + millis + " ms, heap at most " + peak / 1024 / 1024 + " MiB");
        }
    }
}
