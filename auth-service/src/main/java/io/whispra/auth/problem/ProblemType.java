package io.whispra.auth.problem;

import java.util.Locale;

import org.springframework.http.HttpStatus;

/**
 * Every way in which this service refuses. The code is part of the contract and never changes its meaning. Of several
 * types with one status the first is the general one.
 */
public enum ProblemType {
    MALFORMED(HttpStatus.BAD_REQUEST, "The request cannot be read"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid access token is required"),
    BAD_CREDENTIALS(HttpStatus.UNAUTHORIZED, "The email address or the password is wrong"),
    SESSION_ENDED(HttpStatus.UNAUTHORIZED, "The session is over; log in again"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The caller may not do this"),
    WRONG_PASSWORD(HttpStatus.FORBIDDEN, "The password is wrong"),
    ACCOUNT_DISABLED(HttpStatus.FORBIDDEN, "The account is disabled"),
    FOREIGN_ORIGIN(HttpStatus.FORBIDDEN, "The request comes from another site"),
    SEARCH_OFF(HttpStatus.FORBIDDEN, "Looking for people is switched off"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such resource"),
    USER_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such user"),
    SESSION_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such session"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The resource does not support this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable representation"),
    CONFLICT(HttpStatus.CONFLICT, "The request conflicts with the current state"),
    EMAIL_TAKEN(HttpStatus.CONFLICT, "The email address has an account already"),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request body is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not supported"),
    INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The request is well-formed but not acceptable"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many tries for now"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service cannot answer right now");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }
}
