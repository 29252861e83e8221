package io.whispra.media.problem;

import java.util.Locale;

import org.springframework.http.HttpStatus;

/** Every way in which this service refuses. The code is part of the contract and never changes its meaning. */
public enum ProblemType {
    MALFORMED(HttpStatus.BAD_REQUEST, "The request cannot be read"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid access token is required"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The caller may not do this"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such resource"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The resource does not support this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable representation"),
    UPLOAD_TOO_SLOW(HttpStatus.REQUEST_TIMEOUT, "The file did not arrive in time"),
    CONFLICT(HttpStatus.CONFLICT, "The request conflicts with the current state"),
    UPLOAD_MISSING(HttpStatus.CONFLICT, "The file was not uploaded yet"),
    DIRECT_UPLOAD_OFF(HttpStatus.CONFLICT, "Files cannot be uploaded straight to the storage here"),
    ATTACHMENT_IN_USE(HttpStatus.CONFLICT, "A message has the attachment"),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request body is too large"),
    QUOTA_EXCEEDED(HttpStatus.CONTENT_TOO_LARGE, "The caller has no room left"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not supported"),
    INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The request is well-formed but not acceptable"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many tries for now"),
    TOO_MANY_UPLOADS(HttpStatus.TOO_MANY_REQUESTS, "The caller has too many uploads in progress"),
    LINK_EXPIRED(HttpStatus.FORBIDDEN, "The link has expired or is not as it was made"),
    RANGE_NOT_SATISFIABLE(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "The file has no such part"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service cannot answer right now"),
    ROOM_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such room"),
    ATTACHMENT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such attachment"),
    ATTACHMENT_NOT_USABLE(HttpStatus.UNPROCESSABLE_CONTENT, "An attachment cannot be used"),
    CONTENT_MISMATCH(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content is not of the declared type");

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
