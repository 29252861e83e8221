package io.whispra.gateway.engineio;

import java.util.Map;

import io.whispra.gateway.socket.Visitors.Visit;

/**
 * Who opened a session.
 *
 * @param sid      the session's id, which is a secret
 * @param party    on whose behalf; nobody else can use the session
 * @param visit    the stay
 * @param sessions where the session is found
 */
record Guest(String sid, String party, Visit visit, Map<String, EngineSession> sessions) {

    void leave() {
        sessions.remove(sid);
        visit.leave();
    }

    @Override
    public String toString() {
        return "Guest[" + party + "]";
    }
}
