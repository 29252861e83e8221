package io.whispra.gateway.socket;

/** The languages in which events reach clients; each encodes an event in its own way. */
public enum Protocol {
    PLAIN,
    SOCKET_IO
}
