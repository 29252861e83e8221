package io.whispra.gateway.hub;

import io.whispra.gateway.socket.Event;

/** What the hub says in its own words. */
public interface Notices {

    /** `room.removed`, for the user whom this `member.removed` names. */
    Event removed(Entry entry);

    /** `resync`: what was delivered has a hole, or may have one. */
    Event resync(String reason);
}
