package io.whispra.acceptance.stack;

/**
 * One part of the stack at one moment.
 *
 * @param name  as in commands
 * @param state as in the status: {@code ready} when it can be used
 * @param pid   of its process; 0 while there is none
 */
public record Part(String name, String state, long pid) {

    /** Whether it can be used. */
    public boolean isReady() {
        return state.equals("ready");
    }
}
