package io.whispra.local.control;

import org.jspecify.annotations.Nullable;

/**
 * What the supervisor answers: one line of JSON.
 *
 * @param status  the stack, after what was asked
 * @param problem the line for the user if it did not work
 */
public record Reply(@Nullable StackStatus status, @Nullable String problem) {}
