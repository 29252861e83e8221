package io.whispra.gateway.socket;

/** A protocol's side of one connection. Called on the connection's event loop, except where it says otherwise. */
public interface Listener {

    /** Called once, first: the connection is ready. */
    void opened();

    /** A text message of the client, UTF-8. */
    void text(byte[] payload);

    /** A binary message of the client. */
    void binary(byte[] payload);

    /**
     * The connection must end: say so to the client in the protocol's words and {@linkplain Link#finish finish}. May be called
     * from any thread.
     */
    void goodbye(Bye bye);

    /** Called once, when the connection is gone. */
    void closed();
}
