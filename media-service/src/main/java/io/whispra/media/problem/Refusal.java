package io.whispra.media.problem;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request that this service refuses, with the answer that the caller gets. Messages name the value and what was expected;
 * they travel to the caller, so they never carry a class name, a query or a secret.
 */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final ProblemType type;
    private final transient List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    /** One unacceptable field: a JSON pointer (RFC 6901) into the body and a stable code. */
    public record FieldError(String pointer, String code) {}

    public Refusal(ProblemType type, String detail) {
        this(type, detail, List.of(), null);
    }

    private Refusal(ProblemType type, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** Well-formed, but one field is not acceptable. */
    public static Refusal field(String pointer, String code, String detail) {
        return new Refusal(ProblemType.INVALID, detail, List.of(new FieldError(pointer, code)), null);
    }

    /** Worth trying again after the given time. */
    public static Refusal unavailable(String detail, Duration retryAfter) {
        return new Refusal(ProblemType.UNAVAILABLE, detail, List.of(), retryAfter);
    }

    /** A limit of this instance is reached; worth trying again at once, perhaps at another. */
    public static Refusal busy(String detail) {
        return unavailable(detail, SOON);
    }

    /** The caller does too much at a time. */
    public static Refusal tooMany(ProblemType type, String detail) {
        return new Refusal(type, detail, List.of(), SOON);
    }

    /** The caller is too fast; worth trying again after the given time. */
    public static Refusal tooManyRequests(String detail, Duration retryAfter) {
        return new Refusal(ProblemType.TOO_MANY_REQUESTS, detail, List.of(), retryAfter);
    }

    /** One field is not acceptable, for a reason that has a code of its own. */
    public static Refusal field(ProblemType type, FieldError error, String detail) {
        return new Refusal(type, detail, List.of(error), null);
    }

    public ProblemType type() {
        return type;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
