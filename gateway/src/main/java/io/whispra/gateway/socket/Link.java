package io.whispra.gateway.socket;

import java.time.Duration;
import java.util.List;

/**
 * One client's connection, whatever its transport: messages in order, bounded in both directions. A message is given as the frame
 * that carries it over a WebSocket; another transport takes its {@linkplain Frame#payload() payload}. Sending and ending is for
 * any thread, the rest for the event loop.
 */
public interface Link extends Pace {

    /** Queues a message. A client whose queue is full loses lossy messages first; then it is closed as a slow reader. */
    default void send(Frame message) {
        send(List.of(message));
    }

    /** Queues messages that must follow each other. */
    void send(List<Frame> unit);

    /** Sends the last messages after those that wait, then closes with the code; cuts a client that does not take them in time. */
    void finish(List<Frame> last, int code);

    /** Cuts the connection. */
    void abort();

    /** Whether the connection takes no more messages. */
    boolean isFinished();

    /** Whether the client is not being read. */
    boolean isPaused();

    /** Whether anything came from the client since the last call. */
    boolean wasHeard();

    /** Does something in time, unless it is cancelled before. */
    Turn after(Duration delay, Runnable action);
}
