package io.whispra.gateway.socket;

import java.time.Duration;

import io.whispra.gateway.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Why the server closes a connection.
 *
 * @param code       the close code, 4400 to 4599, which mirrors an HTTP status
 * @param problem    what the client is told
 * @param resumable  whether the client should come back by itself
 * @param retryAfter how long it should wait before it does
 */
public record Bye(int code, Refusal problem, boolean resumable, @Nullable Duration retryAfter) {

    private static final int MIRRORED = 4000;
    private static final int BAD_FRAME = 4400;
    private static final int SLOW_READER = 4508;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    /** The close that a refusal demands: its status mirrored; what is the server's fault or passes by itself is resumable. */
    public static Bye of(Refusal problem) {
        var status = problem.type().status().value();
        var code = switch (problem.type()) {
            case MALFORMED, INVALID -> BAD_FRAME;
            case SLOW_READER -> SLOW_READER;
            default -> MIRRORED + status;
        };
        return new Bye(code, problem, status >= SERVER_ERROR || status == TOO_MANY_REQUESTS, problem.retryAfter());
    }
}
