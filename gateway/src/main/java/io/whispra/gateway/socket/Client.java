package io.whispra.gateway.socket;

/** One connected and authenticated client, whatever its transport. All methods may be called from any thread and never block. */
public interface Client {

    /** Random, at least 128 bits; it is never logged. */
    String id();

    /**
     * Queues an event. Events of one client leave in the order of the calls. A client whose queue is full loses
     * {@linkplain Event#lossy() lossy} events first and is then closed as a slow reader.
     */
    void emit(Event event);

    /** Sends `bye`, then closes as its protocol demands. Later calls do nothing. */
    void close(Bye bye);
}
