package io.whispra.media.view;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Map;

/**
 * A file's name in a header (RFC 6266): once in plain ASCII for those that know no better, and if that is not all of it, once more as it
 * is (RFC 8187). Nothing in it can end the value or begin another header, whatever the name is.
 */
final class FileName {
    private static final String NAMELESS = "file";
    /** RFC 8187's attr-char, besides letters and digits. */
    private static final String PLAIN = "!#$&+-.^_`|~";
    /** What some browsers read as an escape, or what ends the value. */
    private static final String UNSAFE = "\"\\%";
    private static final int REPLACEMENT = 0xFFFD;
    private static final Map<String, String> EXTENSIONS = Map.of("image/jpeg", ".jpg", "image/png", ".png",
            "image/webp", ".webp", "image/gif", ".gif");

    private FileName() {}

    static String disposition(boolean displayed, String name) {
        if (name.isEmpty()) {
            return disposition(displayed, NAMELESS);
        }
        var plain = plain(name);
        var kind = (displayed ? "inline" : "attachment") + "; filename=\"" + plain + "\"";
        return plain.equals(name) ? kind : kind + "; filename*=UTF-8''" + extended(name);
    }

    /** With the extension of a type, if that is another one. */
    static String as(String type, String name) {
        var extension = EXTENSIONS.getOrDefault(type, "");
        var dot = name.lastIndexOf('.');
        return name.endsWith(extension) ? name : (dot > 0 ? name.substring(0, dot) : name) + extension;
    }

    private static String plain(String name) {
        var plain = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKD).codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(c -> plain.append(isSafe(c) ? (char) c : '_'));
        return plain.isEmpty() ? NAMELESS : plain.toString();
    }

    private static boolean isSafe(int c) {
        return c >= ' ' && c < 0x7F && UNSAFE.indexOf(c) < 0;
    }

    private static String extended(String name) {
        var extended = new StringBuilder();
        name.codePoints().forEach(c -> {
            if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                extended.append((char) c);
            } else {
                encode(isHalf(c) ? REPLACEMENT : c, extended);
            }
        });
        return extended.toString();
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static void encode(int c, StringBuilder into) {
        for (var b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            into.append('%').append("%02X".formatted(b & 0xFF));
        }
    }
}
