package io.whispra.gateway.edge;

/** Who answers a request. */
enum Service {
    AUTH,
    ROOM,
    MESSAGE,
    MEDIA,
    /** The media service, for what has a large body and takes long. */
    UPLOAD,
    /** The media service, for files themselves: parts of them can be asked for, and browsers may keep them. */
    FILE,
    /** The gateway itself. */
    GATEWAY,
    /** The gateway itself, with a file or page of the web client. */
    WEB,
    /** The gateway's sockets, which bound what they read by themselves. */
    SOCKET
}
