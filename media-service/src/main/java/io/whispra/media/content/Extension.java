package io.whispra.media.content;

import java.util.Locale;

import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;

/** What the end of a file's name says that it is. */
final class Extension {
    /** Longer ones are no extensions. */
    private static final int LONGEST = 16;

    private final Tika tika;

    Extension(Tika tika) {
        this.tika = tika;
    }

    /** The type that people expect behind the name's last dot; nothing when it has none, or one that means nothing. */
    @Nullable
    String type(String name) {
        int dot = name.lastIndexOf('.');
        int length = name.length() - dot - 1;
        if (dot < 0 || length < 1 || length > LONGEST) {
            return null;
        }
        // Only the extension: of whole names, some are known without one.
        var type = tika.detect("x." + name.substring(dot + 1).toLowerCase(Locale.ROOT));
        return type.equals(ContentTypes.UNKNOWN) ? null : type;
    }
}
