package io.whispra.media.content;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.whispra.media.content.Chunked.bytes;
import static io.whispra.media.content.Chunked.exif;
import static io.whispra.media.content.Chunked.find;
import static io.whispra.media.content.Chunked.gifExtension;
import static io.whispra.media.content.Chunked.insert;
import static io.whispra.media.content.Chunked.join;
import static io.whispra.media.content.Chunked.jpegSegment;
import static io.whispra.media.content.Chunked.pngChunk;
import static io.whispra.media.content.Chunked.riffChunk;
import static io.whispra.media.content.Chunked.webp;
import static io.whispra.media.content.Drawn.pixels;
import static io.whispra.media.content.Drawn.stripped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is kept of a file: the image, to the pixel, and nothing of where, when and by whom it was made. */
class StrippingTest {
    private static final byte[] XMP = bytes("<x:xmpmeta><exif:GPSLatitude>52.5163</exif:GPSLatitude></x:xmpmeta>");
    private static final byte[] PROFILE = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    private static final byte[] JPEG = Drawn.file("jpg", 64, 48);
    private static final byte[] PNG = Drawn.file("png", 64, 48);
    private static final byte[] GIF = Drawn.file("gif", 64, 48);

    /** Behind the header of a PNG. */
    private static final int LOOKS = 33;

    /** Behind the header, and the colours, of a GIF. */
    private static final int BLOCKS = 13 + 768;

    @ParameterizedTest
    @MethodSource
    void t71_whereAndWhenAPictureWasTakenIsGone(String type, byte[] clean, byte[] telling) {
        assertThat(text(telling)).contains("GPS");

        var kept = stripped(telling, type);

        assertThat(kept).isEqualTo(clean);
        assertThat(text(kept)).doesNotContain("GPS", "52.5163", "Exif", "xmp", "tail", "secret");
    }

    static Stream<Arguments> t71_whereAndWhenAPictureWasTakenIsGone() {
        return Stream.of(arguments("image/jpeg", JPEG, tellingJpeg()), arguments("image/png", PNG, tellingPng()),
                arguments("image/gif", GIF, tellingGif()),
                arguments("image/webp", webp(Chunked.lossy()),
                        join(webp(Chunked.lossy(), riffChunk("EXIF", exif(1)), riffChunk("XMP ", XMP)), bytes("tail"))),
                arguments("image/webp", webp(Chunked.announcement(0, 48, 32), Chunked.lossy()),
                        join(webp(Chunked.announcement(0x0c, 48, 32), riffChunk("odd ", bytes("secret!")),
                                Chunked.lossy(), riffChunk("EXIF", exif(1)), riffChunk("XMP ", XMP)), bytes("tail"))));
    }

    private static byte[] tellingJpeg() {
        return join(insert(JPEG, 20, jpegSegment(0xe1, join(bytes("Exif\0\0"), exif(1))),
                jpegSegment(0xe1, join(bytes("http://ns.adobe.com/xap/1.0/\0"), XMP)),
                jpegSegment(0xe2, bytes("MPF\0secret")), jpegSegment(0xed, bytes("Photoshop 3.0\0secret")),
                jpegSegment(0xe0, bytes("JFXX\0secret")), jpegSegment(0xef, bytes("secret")),
                jpegSegment(0xfe, bytes("secret"))), JPEG, bytes("tail"));
    }

    private static byte[] tellingPng() {
        return join(insert(PNG, LOOKS, pngChunk("eXIf", exif(6)),
                pngChunk("iTXt", join(bytes("XML:com.adobe.xmp\0\0\0\0\0"), XMP)), pngChunk("tEXt", bytes("a\0secret")),
                pngChunk("zTXt", bytes("a\0\0secret")), pngChunk("tIME", bytes("secret!")),
                pngChunk("seCr", bytes("secret")), pngChunk("gAMA", bytes("secret"))), bytes("tail"));
    }

    private static byte[] tellingGif() {
        return join(insert(GIF, BLOCKS, gifExtension(0xfe, "secret GPS"),
                gifExtension(0xff, "XMP DataXMP", "<x:xmpmeta>GPS"), gifExtension(0x01, "123456789012", "secret"),
                gifExtension(0xff, "NETSCAPE2.0", "\1\0\0", "secret"), gifExtension(0x77, "secret")), bytes("tail"));
    }

    @Test
    void pixelsOfAJpegAreTheSameBeforeAndAfter() {
        assertThat(pixels(stripped(tellingJpeg(), "image/jpeg"))).isEqualTo(pixels(tellingJpeg()));
        var progressive = Drawn.progressive("jpeg", Drawn.image(64, 48, BufferedImage.TYPE_INT_RGB));
        assertThat(stripped(progressive, "image/jpeg")).isEqualTo(progressive);
    }

    @Test
    void thumbnailWithinAJpegIsGone() {
        var jfif = Arrays.copyOfRange(JPEG, 6, 20);
        jfif[12] = 1;
        jfif[13] = 2;
        var telling = join(Arrays.copyOf(JPEG, 2), jpegSegment(0xe0, join(jfif, bytes("secret"))),
                Arrays.copyOfRange(JPEG, 20, JPEG.length));

        assertThat(stripped(telling, "image/jpeg")).isEqualTo(JPEG);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void orientationOfAJpegIsAllThatIsLeftOfItsExif(int orientation) {
        var telling = insert(JPEG, 20, jpegSegment(0xe1, join(bytes("http://ns.adobe.com/xap/1.0/\0"), XMP)),
                jpegSegment(0xe1, join(bytes("Exif\0\0"), exif(orientation))));

        var kept = stripped(telling, "image/jpeg");

        var own = Orientation.segment(orientation);
        assertThat(kept).isEqualTo(insert(JPEG, 20, own)).hasSize(JPEG.length + 36);
        assertThat(Orientation.in(own, 4, own.length)).isEqualTo(orientation);
        assertThat(stripped(kept, "image/jpeg")).isEqualTo(kept);
    }

    @Test
    void exifThatIsNonsenseIsNoOrientation() {
        for (var nonsense : new String[]{"", "II", "MM\0*\377\377\377\377", "MM\0*\0\0\0\10\377\377",
                "MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\11\0\0", "II*\0\377\377\377\177", "MM\0*\0\0\0\10\0\1\1\22"}) {
            var telling = insert(JPEG, 20, jpegSegment(0xe1, bytes("Exif\0\0" + nonsense)));

            assertThat(stripped(telling, "image/jpeg")).as(nonsense).isEqualTo(JPEG);
        }
    }

    @Test
    void coloursStayWhatTheyAre() {
        var jpeg = insert(JPEG, 20, jpegSegment(0xe2, join(bytes("ICC_PROFILE\0\1\1"), PROFILE)));
        assertThat(stripped(jpeg, "image/jpeg")).isEqualTo(jpeg);
        var adobe = insert(JPEG, 20, jpegSegment(0xee, bytes("Adobe\0\144\0\0\0\0\1")));
        assertThat(stripped(adobe, "image/jpeg")).isEqualTo(adobe);
        var png = insert(PNG, LOOKS, pngChunk("gAMA", bytes("\0\0\261\217")), pngChunk("cHRM", new byte[32]),
                pngChunk("iCCP", join(bytes("p\0\0"), new byte[64])), pngChunk("sBIT", bytes("\10\10\10")),
                pngChunk("bKGD", new byte[6]), pngChunk("pHYs", new byte[9]), pngChunk("cICP", bytes("\1\15\0\1")));
        assertThat(stripped(png, "image/png")).isEqualTo(png);
        var webp = webp(Chunked.announcement(0x20, 48, 32), riffChunk("ICCP", PROFILE), Chunked.lossy());
        assertThat(stripped(webp, "image/webp")).isEqualTo(webp);
    }

    @Test
    void whatShowsThroughStays() {
        var png = Drawn.file("png", new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB));
        assertThat(stripped(png, "image/png")).isEqualTo(png);
        var lossy = webp(Chunked.announcement(0x10, 48, 32), Chunked.alpha(), Chunked.lossy());
        assertThat(stripped(lossy, "image/webp")).isEqualTo(lossy);
        assertThat(stripped(webp(Chunked.announcement(0xfd, 48, 32), Chunked.alpha(), Chunked.lossy()), "image/webp"))
                .as("announces what it has").isEqualTo(lossy);
        var lossless = webp(Chunked.lossless());
        assertThat(stripped(lossless, "image/webp")).isEqualTo(lossless);
    }

    @Test
    void animatedGifKeepsItsFramesAndItsLoop() {
        var loop = gifExtension(0xff, "NETSCAPE2.0", "\1\0\0");
        var control = gifExtension(0xf9, "\0\12\0\0");
        var frame = Arrays.copyOfRange(GIF, GIF.length - (GIF.length - imageOf(GIF)), GIF.length - 1);
        var head = Arrays.copyOf(GIF, imageOf(GIF));
        var animated = join(head, loop, control, frame, control, frame, bytes(";"));
        var telling = join(head, gifExtension(0xfe, "secret"), loop, loop, control, gifExtension(0xfe, "secret"), frame,
                control, gifExtension(0x01, "123456789012", "text"), control, frame, bytes(";tail"));

        assertThat(stripped(animated, "image/gif")).isEqualTo(animated);
        assertThat(stripped(telling, "image/gif")).isEqualTo(animated);
    }

    /** It says how the text is shown, not what follows. */
    @Test
    void controlOfAGifsTextGoesWithTheText() {
        var head = Arrays.copyOf(GIF, imageOf(GIF));
        var rest = Arrays.copyOfRange(GIF, imageOf(GIF), GIF.length);

        assertThat(
                stripped(join(head, gifExtension(0xf9, "\5\12\0\1"), gifExtension(0x01, "123456789012", "text"), rest),
                        "image/gif"))
                .isEqualTo(GIF);
    }

    private static int imageOf(byte[] gif) {
        return text(gif).indexOf(',', BLOCKS);
    }

    @Test
    void animatedPngKeepsItsFrames() {
        int data = find(PNG, "IDAT");
        var pixels = Arrays.copyOfRange(PNG, data + 8, PNG.length - 16);
        var animated = join(Arrays.copyOf(PNG, data), pngChunk("acTL", new byte[]{0, 0, 0, 2, 0, 0, 0, 0}), control(0),
                Arrays.copyOfRange(PNG, data, PNG.length - 12), control(1),
                pngChunk("fdAT", join(new byte[]{0, 0, 0, 2}, pixels)),
                Arrays.copyOfRange(PNG, PNG.length - 12, PNG.length));

        assertThat(stripped(animated, "image/png")).isEqualTo(animated);
        assertThat(stripped(insert(animated, animated.length - 12, pngChunk("tEXt", bytes("secret"))), "image/png"))
                .isEqualTo(animated);
    }

    private static byte[] control(int sequence) {
        return pngChunk("fcTL",
                new byte[]{0, 0, 0, (byte) sequence, 0, 0, 0, 64, 0, 0, 0, 48, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                        1, 0, 10, 0, 0});
    }

    @Test
    void animatedWebpKeepsItsFrames() {
        var clean = webp(Chunked.announcement(0x12, 60, 40), riffChunk("ANIM", new byte[6]),
                Chunked.webpFrame(10, 6, 48, 32, Chunked.alpha(), Chunked.lossy()),
                Chunked.webpFrame(0, 0, 24, 16, Chunked.lossless()));
        var telling = webp(Chunked.announcement(0x1e, 60, 40), riffChunk("ANIM", new byte[6]),
                Chunked.webpFrame(10, 6, 48, 32, Chunked.alpha(), Chunked.lossy(), riffChunk("note", bytes("secret"))),
                Chunked.webpFrame(0, 0, 24, 16, Chunked.lossless()), riffChunk("EXIF", exif(1)));

        assertThat(stripped(clean, "image/webp")).isEqualTo(clean);
        assertThat(stripped(telling, "image/webp")).isEqualTo(clean);
    }

    @Test
    void largeFileIsKeptInShortPieces() {
        var noise = Drawn.noise(700, 700);

        var picture = Drawn.images().process(noise, "image/png");

        assertThat(noise).hasSizeGreaterThan(1_000_000);
        assertThat(picture.size()).isEqualTo(noise.length);
        assertThat(Drawn.join(picture)).isEqualTo(noise);
        assertThat(picture.stripped()).allSatisfy(piece -> assertThat(piece).hasSizeLessThanOrEqualTo(256 * 1024));
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }
}
