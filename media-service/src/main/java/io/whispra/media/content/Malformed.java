package io.whispra.media.content;

import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;

/** What begins like an image and is none. */
final class Malformed {
    private Malformed() {}

    static Refusal because(String reason) {
        return new Refusal(ProblemType.CONTENT_MISMATCH, "The content begins like an image, but " + reason + ".");
    }
}
