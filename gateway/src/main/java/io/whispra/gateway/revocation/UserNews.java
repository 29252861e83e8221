package io.whispra.gateway.revocation;

/** Whoever is to hear what happened to people. */
public interface UserNews {

    /** Called by the thread that reads, in the order of events of one person; it returns at once. What was revoked is so already. */
    void heard(UserEvent event);
}
