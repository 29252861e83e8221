package io.whispra.room.problem;

import java.util.Locale;

import org.springframework.http.HttpStatus;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.INTERNAL_SERVER_ERROR;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

/** Every way in which this service refuses. The code is part of the contract and never changes its meaning. */
public enum ProblemType {

    // What any HTTP service refuses; the first type of a status stands for it.

    /** Not readable: broken JSON, a wrong type, an unknown enum value, a parameter out of its range. */
    MALFORMED(BAD_REQUEST, "The request cannot be read"),

    /** No token, or not a valid one. */
    UNAUTHENTICATED(UNAUTHORIZED, "A valid access token is required"),

    /** A valid token that does not open this. */
    FORBIDDEN(HttpStatus.FORBIDDEN, "The caller may not do this"),

    /** No such path. */
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such resource"),

    /** No such method on this path. */
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The resource does not support this method"),

    /** Only JSON is offered. */
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No acceptable representation"),

    /** The body is over the limit. */
    TOO_LARGE(CONTENT_TOO_LARGE, "The request body is too large"),

    /** Only JSON is read. */
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not supported"),

    /** Readable, but a field is not acceptable; `errors` says which and why. */
    INVALID(UNPROCESSABLE_CONTENT, "The request is well-formed but not acceptable"),

    /** A defect of ours. */
    INTERNAL(INTERNAL_SERVER_ERROR, "Something went wrong on our side"),

    /** A part that this needs does not answer, or too much is waiting; `Retry-After` says when to try again. */
    UNAVAILABLE(SERVICE_UNAVAILABLE, "The service cannot answer right now"),

    // What rooms refuse.

    /** Unknown, gone, or the caller is not in it: nobody can tell which. */
    ROOM_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such room"),

    /** The auth service knows no such person. */
    USER_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such user"),

    /** Somebody who is not in a room that the caller is in. */
    PARTICIPANT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such participant"),

    /** The caller is in the room, but does not administer it. */
    ADMIN_REQUIRED(HttpStatus.FORBIDDEN, "Only an admin of the room may do this"),

    /** A group with people in it always has an admin. */
    LAST_ADMIN(CONFLICT, "A group always has an admin"),

    /** A private room has exactly its two people, for ever, and no settings. */
    PRIVATE_ROOM(CONFLICT, "A private room cannot be changed like this"),

    /** The room has as many members as a room may have. */
    ROOM_FULL(CONFLICT, "The room is full"),

    /** Somebody is in as many rooms as a person may be. */
    TOO_MANY_ROOMS(CONFLICT, "The person is in too many rooms"),
    /** The attachment is no image, too large, not the caller's or in use elsewhere; or there is none. */
    AVATAR_NOT_USABLE(UNPROCESSABLE_CONTENT, "The attachment cannot be the picture of a room");

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
