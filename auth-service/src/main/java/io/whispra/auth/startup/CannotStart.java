package io.whispra.auth.startup;

/** The configuration does not permit a start. The message says which setting, its value, and what was expected. */
public class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotStart(String reason) {
        super(reason, null, false, false);
    }
}
