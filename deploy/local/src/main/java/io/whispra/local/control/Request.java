package io.whispra.local.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a command asks of the supervisor: one line of JSON on the control socket, at most 4 KiB. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "request")
@JsonSubTypes({
        @JsonSubTypes.Type(value = Request.Status.class, name = "status"),
        @JsonSubTypes.Type(value = Request.Restart.class, name = "restart"),
        @JsonSubTypes.Type(value = Request.StartPart.class, name = "start-part"),
        @JsonSubTypes.Type(value = Request.StopPart.class, name = "stop-part"),
        @JsonSubTypes.Type(value = Request.Stop.class, name = "stop")
})
public sealed interface Request {

    /** Answered with the status. */
    record Status() implements Request {}

    /** Answered when the part is ready again, or with what went wrong. */
    record Restart(String part) implements Request {}

    /** Answered when the part is ready, or with what went wrong. */
    record StartPart(String part) implements Request {}

    /** Answered when the part has ended, which it stays until it is started. */
    record StopPart(String part) implements Request {}

    /** Answered at once; the supervisor's process then ends when everything has stopped. */
    record Stop() implements Request {}
}
