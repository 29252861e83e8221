package io.whispra.gateway.socket;

import java.util.function.Consumer;

/** Where a connection lives: its event loop, the bounds that it has, and whom to tell when it is gone. */
public final class Place {

    private final Loop loop;
    private final SocketProperties properties;
    private final Consumer<LoopLink> left;

    Place(Loop loop, SocketProperties properties, Consumer<LoopLink> left) {
        this.loop = loop;
        this.properties = properties;
        this.left = left;
    }

    Loop loop() {
        return loop;
    }

    SocketProperties properties() {
        return properties;
    }

    void leave(LoopLink link) {
        left.accept(link);
    }
}
