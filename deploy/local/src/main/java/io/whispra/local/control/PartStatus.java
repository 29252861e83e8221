package io.whispra.local.control;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One part of the stack at one moment.
 *
 * @param name           as used in commands
 * @param state          {@code starting}, {@code ready}, {@code pausing} before it is started again, {@code stopping} and
 *                           {@code stopped} by a command, or {@code external} for a server that somebody else runs
 * @param pid            its process; the supervisor's for what runs inside it; absent while there is none
 * @param port           where it serves; absent for an external server
 * @param managementPort where it answers for itself, for services
 * @param restarts       how often it was started again
 * @param since          when it came into this state
 */
public record PartStatus(String name, String state, @Nullable Long pid, @Nullable Integer port,
        @Nullable Integer managementPort, int restarts, Instant since) {}
