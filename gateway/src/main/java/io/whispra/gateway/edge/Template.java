package io.whispra.gateway.edge;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A path with places for ids: `{id}` is what Whispra takes for one, `{seq}` a number, `{emoji}` percent-encoded UTF-8, `{file}` the name of a
 * file of the web client. It is compared with the path as it was sent, so that nothing which decodes or normalises to a path is taken for it.
 */
record Template(List<String> segments) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern SEQ = Pattern.compile("[0-9]{1,12}");
    private static final Pattern EMOJI = Pattern.compile("([0-9*]|%2[3Aa]|%[89A-Fa-f][0-9A-Fa-f]){1,64}");

    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-]{1,80}(\\.[A-Za-z0-9_-]{1,20}){1,3}");

    Template {
        segments = List.copyOf(segments);
    }

    static Template of(String path) {
        return new Template(split(path));
    }

    /** The segments of a raw path, empty ones too. */
    static List<String> split(String rawPath) {
        return List.of(rawPath.split("/", -1));
    }

    boolean matches(List<String> path) {
        if (path.size() != segments.size()) {
            return false;
        }
        for (var i = 0; i < path.size(); i++) {
            if (!matches(segments.get(i), path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The first id in a path that matches, if there is one. */
    @Nullable
    String firstId(List<String> path) {
        var place = segments.indexOf("{id}");
        return place < 0 ? null : path.get(place);
    }

    private static boolean matches(String segment, String given) {
        return switch (segment) {
            case "{id}" -> ID.matcher(given).matches();
            case "{seq}" -> SEQ.matcher(given).matches();
            case "{emoji}" -> EMOJI.matcher(given).matches();
            case "{file}" -> FILE.matcher(given).matches();
            default -> segment.equals(given);
        };
    }
}
