package io.whispra.auth.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.whispra.auth.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * An address that can be an account's: trimmed, NFKC, lower case, so that two spellings are one account. Whether mail
 * arrives there is not known.
 *
 * @param value at most 254 characters (RFC 5321, section 4.5.3.1)
 */
public record EmailAddress(String value) {

    private static final int MAX_LENGTH = 254;
    private static final Pattern PLAUSIBLE = Pattern.compile(
            "[^\\s\\p{C}@<>()\\[\\],;:\\\\\"]{1,64}@(?:[\\p{L}\\p{M}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,62})\\.)+"
                    + "[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N}-]{1,62}");

    /** Empty if no account can have it. */
    public static Optional<EmailAddress> find(String typed) {
        var value = Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return value.length() <= MAX_LENGTH && PLAUSIBLE.matcher(value).matches()
                ? Optional.of(new EmailAddress(value))
                : Optional.empty();
    }

    /** The address; {@link Refusal} 422 at `/email`: `required` or `invalid`. */
    public static EmailAddress accept(@Nullable String typed) {
        if (typed == null) {
            throw Refusal.field("/email", "required", "An email address is required.");
        }
        return find(typed).orElseThrow(() -> Refusal.field("/email", "invalid",
                "This is not an email address of at most " + MAX_LENGTH + " characters."));
    }
}
