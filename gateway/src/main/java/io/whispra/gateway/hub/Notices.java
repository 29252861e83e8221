package io.whispra.gateway.hub;

import java.util.Map;

import io.whispra.gateway.socket.Event;

/** What the hub says in its own words. */
public interface Notices {

    /** `room.removed`, for the user whom this `member.removed` names. */
    Event removed(Entry entry);

    /** `heads`: the last seq of each of these rooms. */
    Event heads(Map<String, Long> heads);

    /** `resync`: what was delivered has a hole, or may have one. */
    Event resync(String reason);
}
