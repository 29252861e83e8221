package io.whispra.gateway.socketio;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;

/** A packet that breaks the protocol: it ends the connection that it came on, and no other. */
final class Malformed {

    private Malformed() {}

    static Refusal packet(String reason) {
        return new Refusal(ProblemType.MALFORMED, "The packet cannot be read: " + reason + ".");
    }
}
