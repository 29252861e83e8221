package io.whispra.gateway.edge;

/** Who answers a request. */
enum Service {
    AUTH, ROOM, MESSAGE, MEDIA,
    /** The gateway itself. */
    GATEWAY
}
