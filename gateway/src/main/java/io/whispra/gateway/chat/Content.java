package io.whispra.gateway.chat;

import java.util.List;

/** The fields of what people write. What they may say is up to the message service; that they are what they should be is seen here. */
final class Content {

    private static final List<String> TEXTS = List.of("clientId", "type", "content");
    private static final List<String> IDS = List.of("attachmentIds", "mentions");
    private static final int MANY = 1_000;

    private Content() {}

    /** Refuses fields of a wrong type. */
    static void check(Payload payload) {
        TEXTS.forEach(payload::optionalText);
        IDS.forEach(name -> payload.ids(name, MANY));
        payload.seq("replyTo");
    }
}
