package io.whispra.gateway.hub;

/** Whoever is to hear that people are in rooms no longer. */
public interface Departures {

    /**
     * Somebody was removed from a room that has listeners here: the subject, or everybody if there is none. Called by the room's loop, so it must
     * return at once.
     */
    void departed(Entry entry);
}
