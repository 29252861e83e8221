package io.whispra.gateway.engineio;

import java.time.Duration;
import java.util.List;

import io.whispra.gateway.socket.Frame;
import io.whispra.gateway.socket.Pace;
import io.whispra.gateway.socket.Turn;

/** One Engine.IO session, as the protocol above sees it. Sending and ending is for any thread, the rest for the event loop. */
public interface EngineSocket extends Pace {

    /** Queues messages, made by {@link Packet}, that must follow each other. */
    void send(List<Frame> messages);

    /** Sends the last messages after those that wait, then closes the session; the code is for transports that have such. */
    void finish(List<Frame> last, int code);

    /** The client has said who it is, or need not: it is no stranger any more. */
    void introduced();

    /** Whether the session takes no more messages. */
    boolean isFinished();

    /** Does something in time, unless it is cancelled before. */
    Turn after(Duration delay, Runnable action);
}
