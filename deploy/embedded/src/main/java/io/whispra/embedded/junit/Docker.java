package io.whispra.embedded.junit;

/** Whether the real servers were asked for. The engine itself is never probed: where there is none, that takes minutes. */
final class Docker {
    static final String PROPERTY = "whispra.docker";

    private Docker() {}

    static boolean isWanted() {
        return Boolean.getBoolean(PROPERTY);
    }
}
