package io.whispra.media.content;

import java.util.Locale;

import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;

/** What the end of a file's name says that it is. */
final class Extension {
    private final Tika tika;

    Extension(Tika tika) {
        this.tika = tika;
    }

    /** The type that people expect behind the name's last dot; nothing when it has none, or one that means nothing. */
    @Nullable
    String type(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0 || dot == name.length() - 1) {
            return null;
        }
        // Only the extension: of whole names, some are known without one.
        var type = tika.detect("x." + name.substring(dot + 1).toLowerCase(Locale.ROOT));
        return type.equals(ContentTypes.UNKNOWN) ? null : type;
    }
}
