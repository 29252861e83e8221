package io.whispra.media.content;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

import static io.whispra.media.content.Chunked.bytes;
import static io.whispra.media.content.Chunked.exif;
import static io.whispra.media.content.Chunked.insert;
import static io.whispra.media.content.Chunked.join;
import static io.whispra.media.content.Chunked.jpegSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class PreviewsTest {
    private final Images images = Drawn.images();

    @ParameterizedTest
    @CsvSource({"320,200,,", "321,200,320x199,", "200,1000,64x320,", "1280,960,320x240,", "1281,16,320x4,1280x16",
            "3000,2000,320x213,1280x853", "10,3000,1x320,4x1280"})
    void previewsAreMadeOfWhatIsLargerOnly(int width, int height, @Nullable String small,
            @Nullable String large) {
        var picture = images.process(Drawn.file("jpg", width, height), "image/jpeg");

        assertThat(picture.width()).isEqualTo(width);
        assertThat(picture.height()).isEqualTo(height);
        assertThat(picture.blurhash()).hasSize(28);
        assertThat(size(picture.small())).isEqualTo(small);
        assertThat(size(picture.large())).isEqualTo(large);
    }

    private static @Nullable String size(@Nullable Thumbnail thumbnail) {
        if (thumbnail == null) {
            return null;
        }
        var image = Drawn.decoded(thumbnail.bytes());
        assertThat(image.getWidth()).isEqualTo(thumbnail.width());
        assertThat(image.getHeight()).isEqualTo(thumbnail.height());
        return thumbnail.width() + "x" + thumbnail.height();
    }

    @ParameterizedTest
    @MethodSource
    void previewLooksLikeTheImage(String type, byte[] file) {
        var picture = images.process(file, type);

        var small = Drawn.decoded(Objects.requireNonNull(picture.small()).bytes());
        var original = Drawn.decoded(file);
        int scale = original.getWidth() / small.getWidth();
        for (int x : new int[]{10, 100, 200, 310}) {
            for (int y : new int[]{10, 100, 150}) {
                alike(small.getRGB(x, y), colour(original, x * scale + scale / 2, y * scale + scale / 2), 24);
            }
        }
    }

    /** Java takes grey to be linear; browsers do not. */
    private static int colour(BufferedImage image, int x, int y) {
        if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            int grey = image.getRaster().getSample(x, y, 0) >> (image.getColorModel().getComponentSize(0) - 8);
            return new Color(grey, grey, grey).getRGB();
        }
        return image.getRGB(x, y);
    }

    static Stream<Arguments> previewLooksLikeTheImage() {
        return Stream.of(arguments("image/jpeg", file("jpg", 1280, 640, BufferedImage.TYPE_INT_RGB)),
                arguments("image/jpeg", Drawn.progressive("jpeg", smooth(1280, 640, BufferedImage.TYPE_INT_RGB))),
                arguments("image/jpeg", file("jpg", 1280, 640, BufferedImage.TYPE_BYTE_GRAY)),
                arguments("image/png", file("png", 1280, 640, BufferedImage.TYPE_INT_RGB)),
                arguments("image/png", file("png", 1280, 640, BufferedImage.TYPE_INT_ARGB)),
                arguments("image/png", file("png", 1280, 640, BufferedImage.TYPE_BYTE_INDEXED)),
                arguments("image/png", file("png", 1280, 640, BufferedImage.TYPE_BYTE_GRAY)),
                arguments("image/png", file("png", 1280, 640, BufferedImage.TYPE_USHORT_GRAY)),
                arguments("image/png", file("png", 1280, 640, BufferedImage.TYPE_BYTE_BINARY)),
                arguments("image/gif", file("gif", 1280, 640, BufferedImage.TYPE_BYTE_INDEXED)),
                arguments("image/png", Drawn.progressive("png", smooth(1280, 640, BufferedImage.TYPE_INT_RGB))),
                // More than a band, the last one shorter; more than all bands, so that pixels are left out.
                arguments("image/jpeg", file("jpg", 3200, 1600, BufferedImage.TYPE_INT_RGB)),
                arguments("image/gif", file("gif", 3840, 3000, BufferedImage.TYPE_BYTE_INDEXED)),
                arguments("image/png", file("png", 4800, 2400, BufferedImage.TYPE_INT_ARGB)),
                arguments("image/png", file("png", 3200, 1600, BufferedImage.TYPE_INT_RGB)));
    }

    private static byte[] file(String format, int width, int height, int type) {
        return Drawn.file(format, smooth(width, height, type));
    }

    /** Neighbours are alike, so that a mean is close to each. */
    private static BufferedImage smooth(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, new Color(x * 255 / width, y * 255 / height, 128).getRGB());
            }
        }
        return image;
    }

    @Test
    void whatShowsThroughStillDoes() {
        var image = new BufferedImage(640, 320, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 320; y++) {
            for (int x = 0; x < 320; x++) {
                image.setRGB(x, y, 0x80ff0000);
            }
        }

        var small = Objects.requireNonNull(images.process(Drawn.file("png", image), "image/png").small());

        assertThat(small.contentType()).isEqualTo("image/png");
        assertThat(Drawn.decoded(small.bytes()).getRGB(20, 20)).isEqualTo(0x80ff0000);
        assertThat(Drawn.decoded(small.bytes()).getRGB(300, 20) >>> 24).isZero();
    }

    /** 128 of 255 as much light is 188 in sRGB. */
    @Test
    void coloursOfAProfileAreTranslated() {
        var grey = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        Arrays.setAll(((DataBufferInt) grey.getRaster().getDataBuffer()).getData(), _ -> 0x808080);
        var profile = jpegSegment(0xe2, join(bytes("ICC_PROFILE\0\1\1"),
                ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData()));

        var small = Objects.requireNonNull(
                images.process(insert(Drawn.file("jpg", grey), 20, profile), "image/jpeg").small());

        alike(Drawn.decoded(small.bytes()).getRGB(100, 100), new Color(188, 188, 188).getRGB(), 4);
    }

    @Test
    void opaquePreviewIsAJpegWhateverTheImageIs() {
        var png = Drawn.file("png", Drawn.image(640, 320, BufferedImage.TYPE_INT_ARGB));

        assertThat(Objects.requireNonNull(images.process(png, "image/png").small()).contentType())
                .isEqualTo("image/jpeg");
    }

    /** Where the stored top left and top right corners are displayed, by EXIF's definition of the orientations. */
    @ParameterizedTest
    @CsvSource({"1,TL,TR", "2,TR,TL", "3,BR,BL", "4,BL,BR", "5,TL,BL", "6,TR,BR", "7,BR,TR", "8,BL,TL"})
    void previewIsTurnedAsTheImageIsDisplayed(int orientation, String red, String green) {
        var image = new BufferedImage(640, 320, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 320, 160);
        graphics.setColor(Color.GREEN);
        graphics.fillRect(320, 0, 320, 160);
        graphics.dispose();
        var jpeg = insert(Drawn.file("jpg", image), 20, jpegSegment(0xe1, join(bytes("Exif\0\0"), exif(orientation))));

        var picture = images.process(jpeg, "image/jpeg");

        boolean turned = orientation > 4;
        assertThat(picture.width()).isEqualTo(turned ? 320 : 640);
        assertThat(picture.height()).isEqualTo(turned ? 640 : 320);
        var small = Drawn.decoded(Objects.requireNonNull(picture.small()).bytes());
        assertThat(small.getWidth()).isEqualTo(turned ? 160 : 320);
        alike(corner(small, red), Color.RED.getRGB(), 30);
        alike(corner(small, green), Color.GREEN.getRGB(), 30);
    }

    private static int corner(BufferedImage image, String corner) {
        return image.getRGB(image.getWidth() * (corner.endsWith("L") ? 1 : 3) / 4,
                image.getHeight() * (corner.startsWith("T") ? 1 : 3) / 4);
    }

    @Test
    void webpIsLookedAtAsAllOthers() {
        for (var file : new byte[][]{Chunked.webp(Chunked.lossy()), Chunked.webp(Chunked.lossless()),
                Chunked.webp(Chunked.announcement(0x10, 48, 32), Chunked.alpha(), Chunked.lossy())}) {
            var picture = images.process(file, "image/webp");

            assertThat(picture.blurhash()).hasSize(28);
            assertThat(picture.width()).isEqualTo(picture.height() * 3 / 2);
            assertThat(picture.small()).isNull();
        }
    }

    @Test
    void frameThatCoversAPartIsPreviewedInItsPlace() {
        var webp = Chunked.webp(Chunked.announcement(0x02, 480, 320), Chunked.riffChunk("ANIM", new byte[6]),
                Chunked.webpFrame(240, 160, 48, 32, Chunked.lossy()));

        var small = Objects.requireNonNull(images.process(webp, "image/webp").small());

        var image = Drawn.decoded(small.bytes());
        assertThat(image.getRGB(150, 100) >>> 24).isZero();
        assertThat(image.getRGB(175, 117) >>> 24).isEqualTo(0xff);
        assertThat(image.getRGB(200, 135) >>> 24).isZero();
    }

    /** A progressive JPEG is held outside of the heap, a lossless WebP in it. */
    @Test
    void whatIsTooMuchToDecodeIsAcceptedWithoutPreviews() {
        var jpeg = Drawn.file("jpg", 400, 300);
        var progressive = Drawn.progressive("jpeg", Drawn.image(4000, 3000, BufferedImage.TYPE_INT_RGB));
        var lossless = Chunked.webp(Chunked.lossless());

        assertThat(frugal(100_000).process(jpeg, "image/jpeg").small()).isNotNull();
        assertThat(frugal(1_000).process(jpeg, "image/jpeg").small()).isNull();
        assertThat(frugal(100_000).process(lossless, "image/webp").blurhash()).isNull();
        assertThat(progressive).hasSizeLessThan(4_000_000);
        var picture = frugal(4_000_000).process(progressive, "image/jpeg");
        assertThat(picture.small()).isNull();
        assertThat(picture.blurhash()).isNull();
        assertThat(picture.width()).isEqualTo(4000);
        assertThat(Drawn.join(picture)).isEqualTo(progressive);
    }

    /** With so many bytes besides those of the pixels. */
    private static Images frugal(long bytes) {
        return new Images(Drawn.limits(),
                new ImageProperties(DataSize.ofMegabytes(20), 1, DataSize.ofBytes(Decoder.BAND + bytes)));
    }

    @Test
    void printersColoursAreAcceptedWithoutPreviews() {
        var cmyk = Drawn.file("jpg", 64, 48);
        int frame = Chunked.indexOf(cmyk, "\377\300");
        var four = join(Arrays.copyOf(cmyk, frame), Chunked.jpegSegment(0xc0,
                bytes("\10\0\60\0\100\4\1\21\0\2\21\0\3\21\0\4\21\0")),
                Arrays.copyOfRange(cmyk, frame + 19, cmyk.length));

        assertThat(images.process(four, "image/jpeg").blurhash()).isNull();
    }

    private static void alike(int colour, int expected, int tolerance) {
        for (int shift = 0; shift <= 24; shift += 8) {
            assertThat(colour >>> shift & 0xff).isCloseTo(expected >>> shift & 0xff, within(tolerance));
        }
    }
}
