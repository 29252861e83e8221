package io.whispra.media.view;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ContentDisposition;

import static org.assertj.core.api.Assertions.assertThat;

class FileNameTest {
    /** RFC 6266 with the quoted-string of RFC 9110 without escapes, and RFC 8187. */
    private static final Pattern GRAMMAR = Pattern.compile(
            "(inline|attachment); filename=\"[ !#$&-\\[\\]-~]+\"(; filename\\*=UTF-8''((?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})+))?");

    @Test
    void plainNameIsSaidOnce() {
        assertThat(FileName.disposition(true, "holiday photo-1.png"))
                .isEqualTo("inline; filename=\"holiday photo-1.png\"");
        assertThat(FileName.disposition(false, "a.bin")).isEqualTo("attachment; filename=\"a.bin\"");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', value = {"Über.png, Uber.png", "naïve café.pdf, naive cafe.pdf", "日本.txt, __.txt",
            "100%.txt, 100_.txt", "a\"b.txt, a_b.txt", "a\\b.txt, a_b.txt", "a;b=c.txt, a;b=c.txt"})
    void whoeverKnowsNoUnicodeGetsTheNearestName(String name, String plain) {
        assertThat(FileName.disposition(false, name)).startsWith("attachment; filename=\"" + plain + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\r\nSet-Cookie: a=b", "a\nb", "\u0000", "%22%0d%0a", "a\";filename=\"b.exe", "'\\\"",
            "*=UTF-8''x", "\u202Egnp.exe", "\u2066x\u2069", "שלום.pdf", "\uD800", "a\uDC00b", "\u007F\u0085\u2028",
            "\u0301",
            " ", "\uFEFF", "a,b;c", "ﬁ.txt"})
    void t70_noNameEndsItsHeader(String name) {
        var disposition = FileName.disposition(false, name);

        assertThat(disposition).matches(GRAMMAR).isPrintable().isASCII();
        assertThat(extended(disposition)).isEqualTo(name.replace("\uD800", "\uFFFD").replace("\uDC00", "\uFFFD"));
    }

    @Test
    void whatHasNoNameIsAFile() {
        assertThat(FileName.disposition(false, "")).isEqualTo("attachment; filename=\"file\"");
    }

    @Test
    void longestNameOfEmojisStaysWhole() {
        var name = "👩‍👩‍👧‍👦".repeat(23) + ".p";

        var disposition = FileName.disposition(true, name);

        assertThat(name).hasSize(255);
        assertThat(disposition).matches(GRAMMAR).hasSizeLessThan(2400);
        assertThat(extended(disposition)).isEqualTo(name);
        assertThat(ContentDisposition.parse(disposition).getFilename()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"image/jpeg, a.png, a.jpg", "image/jpeg, a.jpg, a.jpg", "image/png, .gif, .gif.png",
            "image/png, a, a.png",
            "image/webp, a.b.c, a.b.webp"})
    void anotherFormHasTheExtensionOfItsType(String type, String name, String expected) {
        assertThat(FileName.as(type, name)).isEqualTo(expected);
    }

    private static String extended(String disposition) {
        var matcher = GRAMMAR.matcher(disposition);
        assertThat(matcher.matches()).isTrue();
        var extended = matcher.group(3);
        return extended == null
                ? disposition.replaceFirst(".*filename=\"(.*)\"$", "$1")
                : URLDecoder.decode(extended.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
