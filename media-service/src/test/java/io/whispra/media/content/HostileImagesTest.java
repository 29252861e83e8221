package io.whispra.media.content;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.whispra.media.content.Chunked.bytes;
import static io.whispra.media.content.Chunked.gifExtension;
import static io.whispra.media.content.Chunked.insert;
import static io.whispra.media.content.Chunked.join;
import static io.whispra.media.content.Chunked.jpegSegment;
import static io.whispra.media.content.Chunked.pngChunk;
import static io.whispra.media.content.Chunked.riffChunk;
import static io.whispra.media.content.Chunked.webp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Files that claim to be an image, and are more, or less, or far larger. */
class HostileImagesTest {
    private static final byte[] HTML = bytes("<html><script>alert(1)</script></html>");
    private static final byte[] ZIP = bytes("PK\3\4script");
    private static final byte[] JPEG = Drawn.file("jpg", 64, 48);
    private static final byte[] PNG = Drawn.file("png", 64, 48);
    private static final byte[] GIF = Drawn.file("gif", 64, 48);
    private static final byte[] WEBP = webp(Chunked.announcement(0, 48, 32), Chunked.lossy());

    private static final byte[] PROFILE = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();

    private final Images images = Drawn.images();

    /** What is stored is the image alone. */
    @ParameterizedTest
    @MethodSource
    void t70_whatHidesInAnImageIsGone(String type, byte[] clean, byte[] polyglot) {
        assertThat(text(polyglot)).contains("script");

        assertThat(text(Drawn.stripped(polyglot, type))).doesNotContain("script").isEqualTo(text(clean));
    }

    static Stream<Arguments> t70_whatHidesInAnImageIsGone() {
        return Stream.of(arguments("image/png", PNG, join(PNG, HTML)), arguments("image/png", PNG, join(PNG, ZIP)),
                arguments("image/png", PNG, insert(PNG, 33, pngChunk("tEXt", HTML))),
                arguments("image/png", PNG, insert(PNG, 33, pngChunk("tRNS", HTML), pngChunk("htMl", HTML))),
                arguments("image/jpeg", JPEG, join(JPEG, ZIP)), arguments("image/jpeg", JPEG, join(JPEG, HTML, JPEG)),
                arguments("image/jpeg", JPEG, insert(JPEG, 20, jpegSegment(0xfe, HTML))),
                arguments("image/gif", GIF, join(GIF, HTML)),
                arguments("image/gif", GIF, insert(GIF, 781, gifExtension(0xfe, "*/=1;alert('script')//"))),
                arguments("image/webp", WEBP, join(WEBP, HTML)),
                arguments("image/webp", WEBP,
                        webp(Chunked.announcement(0, 48, 32), Chunked.lossy(), riffChunk("html", HTML))));
    }

    @ParameterizedTest
    @MethodSource
    void t70_whatOnlyBeginsLikeAnImageIsRefused(String type, byte[] file) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> images.process(file, type))
                .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.CONTENT_MISMATCH));
    }

    static Stream<Arguments> t70_whatOnlyBeginsLikeAnImageIsRefused() {
        var signature = bytes("\u0089PNG\r\n\u001a\n");
        var header = Arrays.copyOf(PNG, 33);
        var end = pngChunk("IEND", new byte[0]);
        var data = Arrays.copyOfRange(PNG, 33, PNG.length - 12);
        var sos = Chunked.indexOf(JPEG, "\377\332");
        return Stream.of(
                arguments("image/png", new byte[0]), arguments("image/png", signature),
                arguments("image/png", join(signature, HTML)), arguments("image/png", join(header, HTML)),
                arguments("image/png", join(header, end)), arguments("image/png", join(signature, data, end)),
                arguments("image/png", join(header, data)), arguments("image/png", JPEG),
                arguments("image/png", insert(PNG, 33, pngChunk("HTML", HTML))),
                arguments("image/png", insert(PNG, 33, pngChunk("CgBI", new byte[4]))),
                arguments("image/png", changed(PNG, 20)), arguments("image/png", changed(PNG, PNG.length - 20)),
                arguments("image/png", insert(PNG, 33, Arrays.copyOfRange(PNG, 8, 33))),
                arguments("image/png", join(header, data, pngChunk("tEXt", HTML), data, end)),
                arguments("image/png", join(header, pngChunk("IDAT", HTML), end)),
                arguments("image/png", insert(PNG, 33, pngChunk("acTL", new byte[]{0, 0, 0, 1, 0, 0, 0, 0}))),
                arguments("image/png", insert(PNG, 33, pngChunk("fcTL", new byte[26]))),
                arguments("image/png", insert(PNG, 33, ByteBuffer.allocate(8).putInt(-1).put(bytes("tEXt")).array())),
                arguments("image/jpeg", bytes("\377\330\377\340<html>")), arguments("image/jpeg", bytes("\377\330")),
                arguments("image/jpeg", bytes("\377\330\377\331")),
                arguments("image/jpeg", Arrays.copyOf(JPEG, JPEG.length - 2)),
                arguments("image/jpeg", Arrays.copyOf(JPEG, 40)), arguments("image/jpeg", insert(JPEG, 20, HTML)),
                arguments("image/jpeg", insert(JPEG, 20, bytes("\377\376\0\0"))),
                arguments("image/jpeg", insert(JPEG, 20, bytes("\377\376\0\1"))),
                arguments("image/jpeg", insert(JPEG, 20, jpegSegment(0xc9, new byte[15]))),
                arguments("image/jpeg", join(Arrays.copyOf(JPEG, 20), Arrays.copyOfRange(JPEG, sos, JPEG.length))),
                arguments("image/gif", bytes("GIF89a/*<html>*/=1;alert(1);")), arguments("image/gif", bytes("GIF89a;")),
                arguments("image/gif", bytes("GIF89a\1\0\1\0\0\0\0;")),
                arguments("image/gif", Arrays.copyOf(GIF, GIF.length - 1)),
                arguments("image/gif", insert(GIF, 781, HTML)),
                arguments("image/gif", bytes("GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\0;")),
                arguments("image/gif", bytes("GIF89a\1\0\1\0\0\0\0,\0\0\0\0\0\0\0\0\0\2\0;")),
                arguments("image/webp", bytes("RIFF\0\0\0\0WEBPVP8 ")),
                arguments("image/webp", Arrays.copyOf(WEBP, WEBP.length - 1)),
                arguments("image/webp", webp(riffChunk("VP8 ", HTML))),
                arguments("image/webp", webp(riffChunk("html", HTML), Chunked.lossy())),
                arguments("image/webp", webp(Chunked.announcement(0, 48, 32))),
                arguments("image/webp", webp(Chunked.announcement(0, 49, 32), Chunked.lossy())),
                arguments("image/webp", webp(Chunked.announcement(0, 48, 32), Chunked.lossy(), Chunked.lossy())),
                arguments("image/webp", webp(Chunked.announcement(2, 48, 32), Chunked.lossy())),
                arguments("image/webp", webp(Chunked.announcement(2, 48, 32), riffChunk("ANIM", new byte[6]),
                        Chunked.webpFrame(2, 0, 48, 32, Chunked.lossy()))),
                arguments("image/webp", webp(Chunked.announcement(2, 60, 60), riffChunk("ANIM", new byte[6]),
                        Chunked.webpFrame(0, 0, 40, 32, Chunked.lossy()))),
                arguments("image/webp", webp(riffChunk("VP8L", bytes("/\0\0\0\0\0")))));
    }

    @Test
    void t72_imageInTooManyPiecesIsRefused() {
        var pieces = new byte[20_001][];
        Arrays.fill(pieces, join(jpegSegment(0xdd, new byte[2]), jpegSegment(0xfe, new byte[0])));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> images.process(insert(JPEG, 20, pieces), "image/jpeg"))
                .withMessageContaining("pieces");
    }

    @Test
    void piecesThatAreKeptTogetherAreOne() {
        var segments = new byte[20_001][];
        Arrays.fill(segments, jpegSegment(0xdd, new byte[2]));
        var jpeg = insert(JPEG, 20, segments);

        assertThat(images.process(jpeg, "image/jpeg").stripped()).hasSizeLessThan(10);
    }

    /** Decoders look at the first frame only; browsers at all. */
    @Test
    void t70_laterFrameOutsideOfThePictureIsRefused() {
        int image = Chunked.indexOf(GIF, ",\0\0\0\0\100\0\60\0");
        var shifted = Arrays.copyOfRange(GIF, image, GIF.length);
        shifted[1] = 1;
        var gif = join(Arrays.copyOf(GIF, GIF.length - 1), shifted);
        var webp = webp(Chunked.announcement(2, 48, 32), riffChunk("ANIM", new byte[6]),
                Chunked.webpFrame(0, 0, 48, 32, Chunked.lossy()), Chunked.webpFrame(2, 0, 48, 32, Chunked.lossy()));

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> images.process(gif, "image/gif"));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> images.process(webp, "image/webp"));
    }

    /** Before a decoder sees them. */
    @Test
    void t72_jpegsThatOnlyKeepADecoderBusyAreRefused() {
        var arithmetic = JPEG.clone();
        arithmetic[Chunked.indexOf(JPEG, "\377\300") + 1] = (byte) 0xc9;

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> images.process(manyScans(), "image/jpeg"))
                .withMessageContaining("scans");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> images.process(arithmetic, "image/jpeg"))
                .withMessageContaining("browsers do not show");
    }

    private static byte[] changed(byte[] file, int at) {
        var changed = file.clone();
        changed[at] ^= 1;
        return changed;
    }

    /** Each makes a decoder look at the whole image once more. */
    private static byte[] manyScans() {
        int sos = Chunked.indexOf(JPEG, "\377\332");
        var scan = Arrays.copyOfRange(JPEG, sos, JPEG.length - 2);
        var scans = new byte[101][];
        Arrays.fill(scans, scan);
        return join(Arrays.copyOf(JPEG, sos), join(scans), bytes("\377\331"));
    }

    @ParameterizedTest
    @MethodSource
    void t72_imageThatClaimsTooManyPixelsIsRefusedBeforeItIsDecoded(String type, byte[] file) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> assertTimeoutPreemptively(Duration.ofSeconds(5), () -> images.process(file, type)))
                .satisfies(refusal -> assertThat(refusal.errors().getFirst().code()).isEqualTo("too-many-pixels"));
    }

    static Stream<Arguments> t72_imageThatClaimsTooManyPixelsIsRefusedBeforeItIsDecoded() {
        return Stream.of(arguments("image/png", Chunked.pngClaiming(65_535, 65_535)),
                arguments("image/png", Chunked.pngClaiming(Integer.MAX_VALUE, Integer.MAX_VALUE)),
                arguments("image/png", Chunked.pngClaiming(32_769, 1)),
                arguments("image/png", Chunked.pngClaiming(7_072, 7_072)),
                arguments("image/jpeg", jpegClaiming(65_535, 65_535)), arguments("image/jpeg", jpegClaiming(1, 65_535)),
                arguments("image/gif", claiming(GIF, 6)), arguments("image/gif", claiming(GIF, 786)),
                arguments("image/webp", webp(Chunked.announcement(0, 65_535, 65_535), Chunked.lossy())),
                arguments("image/webp", webp(Chunked.announcement(0, 1 << 24, 1 << 24), Chunked.lossy())),
                arguments("image/webp", webp(riffChunk("VP8L", bytes("/\377\377\377\17\0")))),
                arguments("image/webp", webp(riffChunk("VP8 ", bytes("\20\0\0\u009d\1*\377\77\377\77")))));
    }

    private static byte[] jpegClaiming(int width, int height) {
        var jpeg = JPEG.clone();
        int frame = Chunked.indexOf(jpeg, "\377\300");
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
        return jpeg;
    }

    private static byte[] claiming(byte[] gif, int at) {
        var file = gif.clone();
        Arrays.fill(file, at, at + 4, (byte) 0xff);
        return file;
    }

    @Test
    void t72_imageAtThePixelLimitIsLookedAt() {
        var claims = Chunked.pngClaiming(7_071, 7_071);

        // It has not that many pixels, of course.
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> images.process(claims, "image/png"))
                .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.CONTENT_MISMATCH));
    }

    @Test
    void t72_imageOfTooManyFramesIsRefused() {
        int image = Chunked.indexOf(GIF, ",\0\0\0\0\100\0\60\0");
        var frame = Arrays.copyOfRange(GIF, image, GIF.length - 1);
        var frames = new byte[20][];
        Arrays.fill(frames, frame);
        var most = join(Arrays.copyOf(GIF, image), join(frames), bytes(";"));
        assertThat(images.process(most, "image/gif").width()).isEqualTo(64);
        for (var tooMany : new byte[][]{insert(most, image, frame),
                insert(PNG, 33, pngChunk("acTL", new byte[]{0, 0, 0, 21, 0, 0, 0, 0}))}) {
            var type = tooMany[0] == 'G' ? "image/gif" : "image/png";

            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> images.process(tooMany, type))
                    .satisfies(refusal -> assertThat(refusal.errors().getFirst().code()).isEqualTo("too-many-frames"));
        }
    }

    /** Whatever comes in: a picture or a refusal, and soon. */
    @ParameterizedTest
    @MethodSource
    void t70_damagedImageIsAPictureOrARefusal(String type, byte[] file) {
        var random = new Random(42);
        int rounds = Integer.getInteger("whispra.mutations", 1_000);
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int i = 0; i < rounds; i++) {
                var mutant = mutant(file, random);
                try {
                    var picture = images.process(mutant, type);
                    assertThat(Drawn.join(picture)).hasSize((int) picture.size());
                } catch (Refusal refusal) {
                    assertThat(refusal.type()).isIn(ProblemType.CONTENT_MISMATCH, ProblemType.INVALID);
                }
            }
        });
    }

    static Stream<Arguments> t70_damagedImageIsAPictureOrARefusal() {
        var animated = webp(Chunked.announcement(0x12, 60, 40), riffChunk("ANIM", new byte[6]),
                Chunked.webpFrame(10, 6, 48, 32, Chunked.alpha(), Chunked.lossy()),
                Chunked.webpFrame(0, 0, 24, 16, Chunked.lossless()));
        return Stream.of(
                arguments("image/jpeg", insert(JPEG, 20,
                        jpegSegment(0xe1, join(bytes("Exif\0\0"), Chunked.exif(6))))),
                arguments("image/jpeg", insert(JPEG, 20, jpegSegment(0xe2, join(bytes("ICC_PROFILE\0\1\1"), PROFILE)))),
                arguments("image/webp", webp(Chunked.announcement(0x20, 48, 32), riffChunk("ICCP", PROFILE),
                        Chunked.lossy())),
                arguments("image/png", insert(PNG, 33, pngChunk("tEXt", HTML), pngChunk("gAMA", new byte[4]))),
                arguments("image/gif", insert(GIF, 781, gifExtension(0xf9, "\0\0\0\0"), gifExtension(0xfe, "text"))),
                arguments("image/webp", WEBP), arguments("image/webp", webp(Chunked.lossless())),
                arguments("image/webp", animated));
    }

    /** Bytes changed, cut out, doubled, cut off; lengths made huge; a PNG's checksums put right now and then. */
    private static byte[] mutant(byte[] file, Random random) {
        var mutant = file.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && mutant.length > 8; i++) {
            int at = random.nextInt(mutant.length);
            int to = Math.min(mutant.length, at + 1 + random.nextInt(16));
            mutant = switch (random.nextInt(6)) {
                case 0 -> Arrays.copyOf(mutant, Math.max(1, at));
                case 1 -> join(Arrays.copyOf(mutant, at), Arrays.copyOfRange(mutant, to, mutant.length));
                case 2 -> insert(mutant, at, Arrays.copyOfRange(mutant, at, to));
                case 3 -> filled(mutant, at, to, (byte) (random.nextBoolean() ? 0xff : 0));
                default -> filled(mutant, at, at + 1, (byte) random.nextInt());
            };
        }
        return file[1] == 'P' && random.nextBoolean() ? checksummed(mutant) : mutant;
    }

    private static byte[] filled(byte[] file, int from, int to, byte value) {
        Arrays.fill(file, from, to, value);
        return file;
    }

    private static byte[] checksummed(byte[] png) {
        int at = 8;
        while (at + 12 <= png.length) {
            int length = ByteBuffer.wrap(png).getInt(at);
            if (length < 0 || length > png.length - at - 12) {
                break;
            }
            var type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            var chunk = pngChunk(type, Arrays.copyOfRange(png, at + 8, at + 8 + length));
            System.arraycopy(chunk, 0, png, at, chunk.length);
            at += chunk.length;
        }
        return png;
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }
}
