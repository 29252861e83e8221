package io.whispra.gateway.chat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.whispra.gateway.hub.Entry;

/** Puts JSON together from pieces that are JSON already. */
final class RawJson {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    RawJson raw(String piece) {
        out.writeBytes(piece.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    RawJson raw(byte[] piece) {
        out.writeBytes(piece);
        return this;
    }

    RawJson array(List<Entry> entries) {
        out.write('[');
        var separator = false;
        for (var entry : entries) {
            if (separator) {
                out.write(',');
            }
            out.writeBytes(entry.event().json());
            separator = true;
        }
        out.write(']');
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
