package io.whispra.media.content;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The closed list of types that are served under their own name. Everything else, SVG and HTML with it, is a nameless row of
 * bytes that browsers save and never display.
 */
public final class ContentTypes {
    /** What is not on the list. */
    public static final String UNKNOWN = "application/octet-stream";

    static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final Set<String> OTHERS = Set.of("video/mp4", "video/webm", "application/pdf");

    private static final Map<String, String> SYNONYMS = Map.of("image/jpg", "image/jpeg", "image/pjpeg", "image/jpeg",
            "image/apng", "image/png", "application/x-pdf", "application/pdf", "video/x-m4v", "video/mp4");

    /** First bytes that several formats share; the declaration tells these formats apart. */
    private static final Map<String, String> CONTAINERS = Map.of("video/quicktime", "video/mp4",
            "application/x-matroska", "video/webm");

    private ContentTypes() {}

    /** Whether browsers may display it. */
    public static boolean isDisplayable(String type) {
        return IMAGES.contains(type) || OTHERS.contains(type);
    }

    public static boolean isImage(String type) {
        return IMAGES.contains(type);
    }

    /** The type on the list that the detected one is, seen with what was declared; or {@link #UNKNOWN}. */
    static String of(String detected, @Nullable String declared) {
        var type = canonical(detected);
        if (isDisplayable(type)) {
            return type;
        }
        return declared != null && canonical(declared).equals(CONTAINERS.get(type)) ? canonical(declared) : UNKNOWN;
    }

    /** Whether what is said and what is found contradict each other: one is a type on the list that the other is not. */
    static boolean disagree(@Nullable String said, String found) {
        return said != null && !said.equals(UNKNOWN)
                && (isDisplayable(canonical(said)) || isDisplayable(canonical(found)))
                && !canonical(said).equals(canonical(found));
    }

    private static String canonical(String type) {
        return SYNONYMS.getOrDefault(type, type);
    }
}
