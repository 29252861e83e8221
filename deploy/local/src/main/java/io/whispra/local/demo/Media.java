package io.whispra.local.demo;

import java.util.Locale;

/** The files that are sent, and what is said with them. */
enum Media {
    IMAGE("I do. And you this?", "evening.png", "image/png"),
    VIDEO("Wait until it sets.", "evening.webm", "video/webm"),
    PDF("I have put it in words.", "evening.pdf", "application/pdf");

    private final String content;
    private final String fileName;
    private final String contentType;

    Media(String content, String fileName, String contentType) {
        this.content = content;
        this.fileName = fileName;
        this.contentType = contentType;
    }

    /** Of the message. */
    String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is said with it. */
    String content() {
        return content;
    }

    String fileName() {
        return fileName;
    }

    String contentType() {
        return contentType;
    }

    /** The same each time. */
    byte[] bytes() {
        return switch (this) {
            case IMAGE -> Picture.png();
            case VIDEO -> Film.webm();
            case PDF -> Letter.pdf();
        };
    }
}
