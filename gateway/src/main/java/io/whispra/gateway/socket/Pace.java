package io.whispra.gateway.socket;

/** How fast a client is read. For the client's event loop, except where it says otherwise. */
public interface Pace {

    /** Nothing more is delivered until as many calls of {@link #resume} as of this. */
    void pause();

    void resume();

    /** Runs an action on the event loop: now if called there, else soon. For any thread. */
    void run(Runnable action);
}
