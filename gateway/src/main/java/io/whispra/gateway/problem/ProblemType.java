package io.whispra.gateway.problem;

import java.util.Locale;

import org.springframework.http.HttpStatus;

/** Every way in which this service refuses. The code is part of the contract and never changes its meaning. */
public enum ProblemType {
    MALFORMED(HttpStatus.BAD_REQUEST, "The request cannot be read"),
    UNKNOWN_EVENT(HttpStatus.BAD_REQUEST, "There is no such event"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid access token is required"),
    SESSION_REVOKED(HttpStatus.UNAUTHORIZED, "The session has ended"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The caller may not do this"),
    ACCOUNT_DISABLED(HttpStatus.FORBIDDEN, "The account is disabled"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such resource"),
    ROOM_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such room"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The resource does not support this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable representation"),
    CONFLICT(HttpStatus.CONFLICT, "The request conflicts with the current state"),
    REPLACED(HttpStatus.CONFLICT, "A newer connection took this one's place"),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request body is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not supported"),
    INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The request is well-formed but not acceptable"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service cannot answer right now"),
    UPGRADE_REQUIRED(HttpStatus.UPGRADE_REQUIRED, "A WebSocket of version 13 is required"),
    CONNECT_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "The client did not introduce itself in time"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many tries for now"),
    TOO_FAST(HttpStatus.TOO_MANY_REQUESTS, "The client sends too fast"),
    SLOW_READER(HttpStatus.SERVICE_UNAVAILABLE, "The client reads too slowly");

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
