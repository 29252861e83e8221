package io.whispra.room.problem;

/** A part that this service needs does not answer, or not as its contract says. Worth trying again. */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String expectation, Throwable cause) {
        super(expectation, cause, false, false);
    }
}
