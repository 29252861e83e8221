package io.whispra.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A `multipart/form-data` body, byte by byte: no library corrects what a hostile client sends. */
final class Multipart {
    static final String CONTENT_TYPE = "multipart/form-data; boundary=bOuNdArY";
    static final byte[] END = "\r\n--bOuNdArY--\r\n".getBytes(StandardCharsets.UTF_8);

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** A part's headers; a blank type is left out. */
    static byte[] start(String disposition, String contentType) {
        var type = contentType.isBlank() ? "" : "Content-Type: " + contentType + "\r\n";
        return ("\r\n--bOuNdArY\r\nContent-Disposition: form-data; " + disposition + "\r\n" + type + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] file(String name, String contentType, byte[] content) {
        return new Multipart().part("name=\"file\"; filename=\"" + name + "\"", contentType, content).end();
    }

    Multipart part(String disposition, String contentType, byte[] content) {
        body.writeBytes(start(disposition, contentType));
        body.writeBytes(content);
        return this;
    }

    byte[] end() {
        body.writeBytes(END);
        return body.toByteArray();
    }
}
