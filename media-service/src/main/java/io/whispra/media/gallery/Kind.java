package io.whispra.media.gallery;

import java.util.Locale;
import java.util.stream.Stream;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** Which files are wanted. */
enum Kind {
    ALL,
    /** Images and videos. */
    MEDIA,
    /** What is neither. */
    FILES;

    /** As it is written in a request; all, if nothing is. */
    static Kind named(@Nullable String word) {
        return word == null
                ? ALL
                : Stream.of(MEDIA, FILES)
                        .filter(kind -> kind.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> new Refusal(ProblemType.MALFORMED,
                                "The value of 'kind' must be media or files."));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean has(Attachment attachment) {
        var type = attachment.contentType();
        return this == ALL || (this == MEDIA) == (type.startsWith("image/") || type.startsWith("video/"));
    }
}
