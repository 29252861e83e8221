package io.whispra.message.problem;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request that this service refuses, with the answer that the caller gets. Messages name the value and what was expected;
 * they travel to the caller, so they never carry a class name, a query or a secret.
 */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

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

    /** Well-formed, but these fields are not acceptable. */
    public static Refusal fields(List<FieldError> errors) {
        var names = errors.stream().map(error -> error.pointer() + " " + error.code()).toList();
        return new Refusal(ProblemType.INVALID, "Not acceptable: " + String.join(", ", names) + ".", errors, null);
    }

    /** Too many for now; worth trying again after the given time. */
    public static Refusal tooManyRequests(String detail, Duration retryAfter) {
        return new Refusal(ProblemType.TOO_MANY_REQUESTS, detail, List.of(), retryAfter);
    }

    /** Worth trying again after the given time. */
    public static Refusal unavailable(String detail, Duration retryAfter) {
        return new Refusal(ProblemType.UNAVAILABLE, detail, List.of(), retryAfter);
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
