package io.whispra.local.demo;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.whispra.local.control.StackStatus;
import io.whispra.local.problem.Problem;
import tools.jackson.databind.JsonNode;

/** Two people register, make a room, and send each other a text and a picture; what each saw is checked and printed. */
public final class Demo {

    private static final String PICTURE = "evening.png";

    private final Person ayu;
    private final Person budi;
    private final PrintStream out;

    private Demo(Person ayu, Person budi, PrintStream out) {
        this.ayu = ayu;
        this.budi = budi;
        this.out = out;
    }

    /** A message that one person sent and the other has seen. */
    private record Sent(long seq, Instant at) {}

    /** Runs it; 0, or a {@link Problem} that says what is not as it should be. */
    public static int on(StackStatus stack, PrintStream out) {
        if (!stack.isReady()) {
            throw Problem.failed("Whispra is " + stack.state() + ", and must be ready for the demo");
        }
        var anyone = Api.of(stack.url());
        try (anyone; var ayu = Person.register("Ayu", anyone); var budi = Person.register("Budi", anyone)) {
            new Demo(ayu, budi, out).run();
        }
        return 0;
    }

    private void run() {
        var room = makeRoom();
        out.println("Ayu and Budi have registered, and share the room " + room);
        var text = sendText(room);
        var picture = Picture.png();
        var image = sendPicture(room, picture);
        var received = downloadAsAyu(room, image.seq());
        require(Arrays.equals(picture, received), "the picture that Ayu downloaded is not the one that Budi uploaded");
        requireSameHistory(room, image.seq());

        var transcript = new Transcript(out, Map.of(ayu.id(), "Ayu", budi.id(), "Budi"));
        transcript.print("Ayu", ayu.socket().events(room));
        transcript.print("Budi", budi.socket().events(room));
        out.println();
        out.println(
                "The text:    Ayu's socket → gateway → message-service → MongoDB → Kafka → gateway → Budi's socket, "
                        + took(text, budi, room) + " ms");
        out.println("The picture: Budi's upload → gateway → media-service → S3; his message by REST → gateway → "
                + "message-service → MongoDB → Kafka → gateway → Ayu's socket, " + took(image, ayu, room) + " ms");
        out.println("             downloaded by Ayu from S3: " + received.length + " bytes, every one the same");
        out.println("All is as it should be.");
    }

    private String makeRoom() {
        var room = ayu.api().post("/rooms", Map.of("clientId", UUID.randomUUID().toString(), "name", "Demo",
                "type", "group", "participantIds", List.of(budi.id()))).path("id").asString();
        ayu.socket().awaitRoom(room);
        budi.socket().awaitRoom(room);
        return room;
    }

    private Sent sendText(String room) {
        var at = Instant.now();
        var answer = ayu.socket().ask("message.send", Map.of("roomId", room, "clientId", UUID.randomUUID().toString(),
                "type", "text", "content", "Hello Budi, do you see this?"));
        return seenByBoth(room, answer, at);
    }

    private Sent sendPicture(String room, byte[] picture) {
        var attachment = budi.api().upload("/attachments", PICTURE, "image/png", picture);
        var at = Instant.now();
        var answer = budi.api().post("/rooms/" + room + "/messages", Map.of("clientId", UUID.randomUUID().toString(),
                "type", "image", "content", "I do. And you this?",
                "attachmentIds", List.of(attachment.path("id").asString())));
        return seenByBoth(room, answer, at);
    }

    private byte[] downloadAsAyu(String room, long seq) {
        var attachment = ayu.socket().awaitEvent(room, seq).data().path("data").path("attachments").path(0);
        var link = ayu.api().get("/attachments/" + attachment.path("id").asString() + "/link").path("url").asString();
        return ayu.api().download(URI.create(link));
    }

    private Sent seenByBoth(String room, JsonNode answer, Instant at) {
        var message = answer.path("message");
        var seq = message.path("seq").asLong();
        for (var person : List.of(ayu, budi)) {
            var seen = person.socket().awaitEvent(room, seq).data();
            require(seen.path("data").equals(message.path("data")) && seen.path("actor").equals(message.path("actor")),
                    person.name() + " saw something else as " + seq + " than what was acknowledged");
        }
        return new Sent(seq, at);
    }

    /** Dense from 1, and the same for both. */
    private void requireSameHistory(String room, long last) {
        var ofAyu = ayu.api().get("/rooms/" + room + "/entries?after=0&limit=200").path("entries");
        var ofBudi = budi.api().get("/rooms/" + room + "/entries?after=0&limit=200").path("entries");
        require(ofAyu.equals(ofBudi), "Ayu and Budi do not have the same history");
        require(ofAyu.size() == last, "the history has " + ofAyu.size() + " entries instead of " + last);
        for (var i = 0; i < ofAyu.size(); i++) {
            require(ofAyu.path(i).path("seq").asLong() == i + 1, "the history has a hole at " + (i + 1));
        }
    }

    private static long took(Sent sent, Person reader, String room) {
        return Duration.between(sent.at(), reader.socket().awaitEvent(room, sent.seq()).at()).toMillis();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw Problem.failed(otherwise);
        }
    }
}
