package io.whispra.gateway.engineio;

import io.whispra.gateway.socket.Bye;

/**
 * The protocol above one Engine.IO session. Called on the session's event loop, except {@link #goodbye}. A
 * {@link io.whispra.gateway.problem.Refusal} that is thrown ends the session.
 */
public interface Messages {

    /** Called once, first: the client has been told that the session is open. */
    void opened();

    /** A text message, UTF-8. */
    void text(byte[] message);

    /** A binary message. */
    void binary(byte[] message);

    /** The session must end: say so and {@linkplain EngineSocket#finish finish}. May be called from any thread. */
    void goodbye(Bye bye);

    /** Called once, when the session is gone. */
    void closed();
}
