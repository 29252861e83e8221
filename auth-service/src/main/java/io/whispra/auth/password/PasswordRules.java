package io.whispra.auth.password;

import io.whispra.auth.problem.Refusal;
import io.whispra.auth.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a new password must be: text of a bounded length, of any composition. */
@Component
public class PasswordRules {

    private static final String POINTER = "/password";

    private final PasswordProperties properties;

    PasswordRules(PasswordProperties properties) {
        this.properties = properties;
    }

    /** The password in the form that is hashed; {@link Refusal} 422 at `/password`: `required`, `invalid-characters`, `too-short` or `too-long` */
    public Password accept(@Nullable Secret typed) {
        if (typed == null) {
            throw Refusal.field(POINTER, "required", "A password is required.");
        }
        var password = Password.of(typed).orElseThrow(
                () -> Refusal.field(POINTER, "invalid-characters", "The password is not valid Unicode text."));
        if (password.length() < properties.minLength()) {
            throw Refusal.field(POINTER, "too-short",
                    "The password needs at least " + properties.minLength() + " characters.");
        }
        if (password.length() > properties.maxLength()) {
            throw Refusal.field(POINTER, "too-long",
                    "The password may have at most " + properties.maxLength() + " characters.");
        }
        return password;
    }
}
