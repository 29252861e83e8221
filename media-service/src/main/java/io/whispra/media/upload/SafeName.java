package io.whispra.media.upload;

import java.text.Normalizer;

/**
 * A file's name without what could mislead or harm: the folder part, control and invisible characters, those that change
 * the direction of text, and blanks and dots at the ends where file systems lose them.
 */
final class SafeName {
    static final int MAX_LENGTH = 255;
    private static final int MAX_EXTENSION = 20;
    private static final String NAMELESS = "file";

    private SafeName() {}

    /** Never empty, at most 255 UTF-16 units; a name that is cut keeps its extension. */
    static String of(String given) {
        var name = Normalizer.normalize(lastSegment(given), Normalizer.Form.NFC)
                .codePoints()
                .filter(SafeName::isPlain)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip()
                .replaceAll("[. ]+$", "");
        return name.isEmpty() ? NAMELESS : cut(name);
    }

    private static String lastSegment(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    private static String cut(String name) {
        if (name.length() <= MAX_LENGTH) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        var extension = dot > 0 && name.length() - dot <= MAX_EXTENSION ? name.substring(dot) : "";
        int end = MAX_LENGTH - extension.length();
        return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end) + extension;
    }
}
