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
public record Bye(int code, Refusal problem, boolean resumable, @Nullable Duration retryAfter) {}
