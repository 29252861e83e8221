package io.whispra.auth.password;

import java.text.Normalizer;
import java.util.Optional;

import io.whispra.auth.secret.Secret;

/**
 * A password in the form that is hashed: NFKC, so that one password typed on two keyboards is one (NIST SP 800-63B). Nothing
 * is trimmed or cut off.
 */
public final class Password {

    private final String normalized;

    private Password(String normalized) {
        this.normalized = normalized;
    }

    /** Empty if it is not Unicode text (an unpaired surrogate), which no account's password is. */
    public static Optional<Password> of(Secret typed) {
        var isText = typed.value().codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        return isText
                ? Optional.of(new Password(Normalizer.normalize(typed.value(), Normalizer.Form.NFKC)))
                : Optional.empty();
    }

    /** In code points. */
    int length() {
        return normalized.codePointCount(0, normalized.length());
    }

    String normalized() {
        return normalized;
    }

    @Override
    public String toString() {
        return "***";
    }
}
