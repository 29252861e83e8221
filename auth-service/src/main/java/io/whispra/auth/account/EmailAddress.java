package io.whispra.auth.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import com.ibm.icu.text.IDNA;
import io.whispra.auth.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * An address that can be an account's: trimmed, NFKC, lower case, its domain in ASCII (UTS #46), so that two spellings are one
 * account. Whether mail arrives there is not known.
 *
 * @param value at most 254 characters (RFC 5321, section 4.5.3.1)
 */
public record EmailAddress(String value) {

    private static final int MAX_LENGTH = 254;
    private static final Pattern LOCAL_PART = Pattern.compile("[^\\s\\p{C}@<>()\\[\\],;:\\\\\"]{1,64}");
    private static final Pattern DOMAIN = Pattern.compile("(?:[a-z0-9-]{1,63}\\.)+[a-z0-9-]{2,63}");
    private static final IDNA DOMAINS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    /** Empty if no account can have it. */
    public static Optional<EmailAddress> find(String typed) {
        var text = normalized(typed.strip());
        var at = text.lastIndexOf('@');
        if (at < 0 || !LOCAL_PART.matcher(text.substring(0, at)).matches()) {
            return Optional.empty();
        }
        return domain(text.substring(at + 1))
                .map(domain -> text.substring(0, at + 1) + domain)
                .filter(value -> value.length() <= MAX_LENGTH)
                .map(EmailAddress::new);
    }

    /** The address; {@link Refusal} 422 at `/email`: `required` or `invalid`. */
    public static EmailAddress accept(@Nullable String typed) {
        if (typed == null) {
            throw Refusal.field("/email", "required", "An email address is required.");
        }
        return find(typed).orElseThrow(() -> Refusal.field("/email", "invalid",
                "This is not an email address of at most " + MAX_LENGTH + " characters."));
    }

    /** Lower case can undo the normal form, so it is made twice. */
    private static String normalized(String text) {
        var lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    private static Optional<String> domain(String text) {
        var info = new IDNA.Info();
        var ascii = DOMAINS.nameToASCII(text, new StringBuilder(), info).toString();
        return info.hasErrors() || !DOMAIN.matcher(ascii).matches() ? Optional.empty() : Optional.of(ascii);
    }
}
