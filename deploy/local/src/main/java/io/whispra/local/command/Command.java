package io.whispra.local.command;

import org.jspecify.annotations.Nullable;

/** What the user asked for. */
public sealed interface Command {

    /** Start everything; when detached, return as soon as it is ready. */
    record Up(boolean detach) implements Command {}

    /** Show every part; as JSON for scripts. */
    record Status(boolean json) implements Command {}

    /** Show the logs of one part, or of all, and perhaps what is being added. */
    record Logs(@Nullable String part, boolean follow) implements Command {}

    /** Stop one part and start it again; a service from its newest jar. */
    record Restart(String part) implements Command {}

    /** Stop one part until it is started. */
    record Stop(String part) implements Command {}

    /** Start one part that was stopped; a service from its newest jar. */
    record Start(String part) implements Command {}

    /** Stop everything. */
    record Down() implements Command {}

    /** Let two people chat on the running stack. */
    record Demo() implements Command {}

    /** Explain. */
    record Help() implements Command {}
}
