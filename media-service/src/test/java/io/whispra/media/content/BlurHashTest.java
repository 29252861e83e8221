package io.whispra.media.content;

import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;

import io.whispra.media.content.Content.Dimensions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class BlurHashTest {
    /** The expectations are what the reference encoder (blurhash 2.0.5 for TypeScript) makes of the same pixels. */
    @ParameterizedTest
    @MethodSource
    void hashIsThatOfTheReference(Pixels image, String hash) {
        assertThat(BlurHash.of(image)).isEqualTo(hash);
    }

    static Stream<Arguments> hashIsThatOfTheReference() {
        return Stream.of(
                arguments(
                        image(32, 24, (x, y) -> rgb(255 - x * 255 / 32, 255 - y * 255 / 24, (x * 7 + y * 13) % 256)),
                        "L;H.Te|?$6xGq9objpkAgbfdfSfm"),
                arguments(image(32, 16, (x, y) -> x < 16 ? rgb(255, 200, 0) : rgb(0, 40, 200)),
                        "L~Lp2Q~Gs+Ixs:s+j?a#fQfQfQfQ"),
                arguments(image(8, 8, (x, y) -> rgb(255, 0, 0)), "LfTI:j|cfQ|c|csUfQsUfQfQfQfQ"),
                arguments(image(8, 8, (x, y) -> rgb(0, 0, 0)), "L00000fQfQfQfQfQfQfQfQfQfQfQ"),
                arguments(image(4, 4, (x, y) -> rgb(255, 255, 255)), "L~TSUA~qfQ~q~q%MfQ%MfQfQfQfQ"));
    }

    @Test
    void whatShowsThroughIsWhite() {
        assertThat(BlurHash.of(image(4, 4, (x, y) -> 0))).isEqualTo(BlurHash.of(image(4, 4, (x, y) -> 0xffffffff)));
    }

    private static Pixels image(int width, int height, IntBinaryOperator colour) {
        var argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = colour.applyAsInt(i % width, i / width);
        }
        return new Pixels(new Dimensions(width, height), argb);
    }

    private static int rgb(int red, int green, int blue) {
        return 0xff000000 | red << 16 | green << 8 | blue;
    }
}
