package io.whispra.message.problem;

import java.util.Locale;

import org.springframework.http.HttpStatus;

/** Every way in which this service refuses. The code is part of the contract and never changes its meaning. */
public enum ProblemType {
    MALFORMED(HttpStatus.BAD_REQUEST, "The request cannot be read"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid access token is required"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The caller may not do this"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such resource"),
    ROOM_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such room"),
    MESSAGE_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such message"),
    NOT_THE_AUTHOR(HttpStatus.FORBIDDEN, "The message is somebody else's"),
    NOT_A_MEMBER(HttpStatus.NOT_FOUND, "The user is not in the room"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The resource does not support this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable representation"),
    CONFLICT(HttpStatus.CONFLICT, "The request conflicts with the current state"),
    MESSAGE_DELETED(HttpStatus.CONFLICT, "The message was deleted"),
    EDIT_WINDOW_CLOSED(HttpStatus.CONFLICT, "The message is too old to be edited"),
    DELETE_WINDOW_CLOSED(HttpStatus.CONFLICT, "The message is too old to be deleted"),
    TOO_MANY_EDITS(HttpStatus.CONFLICT, "The message was edited too often"),
    TOO_MANY_REACTIONS(HttpStatus.CONFLICT, "The message has too many reactions"),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request body is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not supported"),
    INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The request is well-formed but not acceptable"),
    CLIENT_ID_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The clientId was used for something else"),
    ATTACHMENT_NOT_USABLE(HttpStatus.UNPROCESSABLE_CONTENT, "An attachment cannot be used"),
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
