package io.whispra.gateway.chat;

import java.util.Map;

import io.whispra.gateway.hub.Hub;
import io.whispra.gateway.revocation.Revocations;
import org.springframework.stereotype.Component;

/** What every session needs. */
@Component
record Chat(Hub hub, Sessions sessions, AddedRooms additions, Map<String, Action> actions,
        Revocations revocations) {}
