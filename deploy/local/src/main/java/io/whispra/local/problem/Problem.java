package io.whispra.local.problem;

import org.jspecify.annotations.Nullable;

/** Ends the command: the message is the one line that the user reads, so it says what to do; the code is for scripts. */
public final class Problem extends RuntimeException {

    /** Something did not work. */
    public static final int FAILED = 1;
    /** The command line cannot be understood. */
    public static final int USAGE = 2;
    /** The stack that the command needs is not running. */
    public static final int NOT_RUNNING = 3;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Problem(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public static Problem failed(String message) {
        return new Problem(FAILED, message, null);
    }

    public static Problem failed(String message, Throwable cause) {
        return new Problem(FAILED, message + ": " + reason(cause), cause);
    }

    public static Problem usage(String message) {
        return new Problem(USAGE, message, null);
    }

    public static Problem notRunning(String message) {
        return new Problem(NOT_RUNNING, message, null);
    }

    public int exitCode() {
        return exitCode;
    }

    /** The message, never null. */
    public String line() {
        return String.valueOf(getMessage());
    }

    /** The innermost cause on one line: what went wrong, not where it was noticed. */
    private static String reason(Throwable cause) {
        var innermost = cause;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        var message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message.lines().findFirst().orElse("");
    }
}
