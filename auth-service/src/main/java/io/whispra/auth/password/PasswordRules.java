package io.whispra.auth.password;

import java.util.List;

import io.whispra.auth.problem.Refusal;
import io.whispra.auth.secret.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a new password must be: text of a bounded length, of any composition, that is not among the first to be tried. */
@Component
public class PasswordRules {

    private final PasswordProperties properties;
    private final CommonPasswords common;
    private final PasswordHashing hashing;

    PasswordRules(PasswordProperties properties, CommonPasswords common, PasswordHashing hashing) {
        this.properties = properties;
        this.common = common;
        this.hashing = hashing;
    }

    /**
     * The password in the form that is hashed; {@link Refusal} 422 at the pointer: `required`, `invalid-characters`,
     * `too-short` or `too-long`.
     */
    public Password accept(String pointer, @Nullable Secret typed) {
        if (typed == null) {
            throw Refusal.field(pointer, "required", "A password is required.");
        }
        var password = Password.of(typed).orElseThrow(
                () -> Refusal.field(pointer, "invalid-characters", "The password is not valid Unicode text."));
        if (password.length() < properties.minLength()) {
            throw Refusal.field(pointer, "too-short",
                    "The password needs at least " + properties.minLength() + " characters.");
        }
        if (password.length() > properties.maxLength()) {
            throw Refusal.field(pointer, "too-long",
                    "The password may have at most " + properties.maxLength() + " characters.");
        }
        return password;
    }

    /**
     * The hash of a new password; {@link Refusal} 422 `too-common` at the pointer if it is easily guessed, 503 when too many
     * wait.
     *
     * @param about what others know of its owner: the name, the email address
     */
    public Mono<String> hash(String pointer, Password password, String... about) {
        return hashing.hash(password, () -> {
            if (common.contains(password, List.of(about))) {
                throw Refusal.field(pointer, "too-common",
                        "This password is among the first that others try; a few unrelated words are a good one.");
            }
        });
    }
}
