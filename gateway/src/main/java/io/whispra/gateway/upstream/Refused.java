package io.whispra.gateway.upstream;

/** A service refused a call made for a person, and said so in problem JSON, which is theirs to read. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient byte[] problem;

    Refused(int status, byte[] problem) {
        super("answered with " + status, null, false, false);
        this.status = status;
        this.problem = problem;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The problem (UTF-8), as the service wrote it. */
    public byte[] problem() {
        return problem.clone();
    }
}
