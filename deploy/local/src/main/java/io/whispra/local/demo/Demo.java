package io.whispra.local.demo;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

import io.whispra.local.control.StackStatus;
import io.whispra.local.problem.Problem;
import tools.jackson.databind.JsonNode;

/** Two people register, make a room, and send each other a text, a picture, a video and a pdf; what each saw is checked and printed. */
public final class Demo {

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
        var image = exchange(room, Media.IMAGE, budi, ayu, Api::upload);
        var video = exchange(room, Media.VIDEO, ayu, budi, Api::uploadDirectly);
        var pdf = exchange(room, Media.PDF, budi, ayu, Api::upload);
        requireSameHistory(room, pdf.seq());

        var transcript = new Transcript(out, Map.of(ayu.id(), "Ayu", budi.id(), "Budi"));
        transcript.print("Ayu", ayu.socket().events(room));
        transcript.print("Budi", budi.socket().events(room));

        out.println();
        out.println(
                "The text:    Ayu's socket → gateway → message-service → MongoDB → Kafka → gateway → Budi's socket, "
                        + took(text, budi, room) + " ms");
        out.println("The picture: Budi's upload → gateway → media-service → S3; his message by REST → gateway → "
                + "message-service → MongoDB → Kafka → gateway → Ayu's socket, " + took(image, ayu, room) + " ms");
        out.println("The video:   Ayu's upload straight to S3 → looked at by media-service; her message the same way, "
                + took(video, budi, room) + " ms");
        out.println("The pdf:     as the picture, " + took(pdf, ayu, room) + " ms");
        out.println("             each downloaded from S3 by the other: every byte the same");
        out.println("All is as it should be.");
    }

    /** One person sends a file, the other downloads it. */
    private Sent exchange(String room, Media media, Person from, Person to, BiFunction<Api, Media, String> upload) {
        var sent = send(room, media, from, upload.apply(from.api(), media));
        var attachment = to.socket().awaitEvent(room, sent.seq()).data().path("data").path("attachments").path(0);
        var link = to.api().get("/attachments/" + attachment.path("id").asString() + "/link").path("url").asString();
        require(Arrays.equals(media.bytes(), to.api().download(URI.create(link))),
                "the " + media.type() + " that " + to.name() + " downloaded is not the one that " + from.name()
                        + " uploaded");
        return sent;
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

    private Sent send(String room, Media media, Person from, String attachment) {
        var at = Instant.now();
        var answer = from.api().post("/rooms/" + room + "/messages", Map.of("clientId", UUID.randomUUID().toString(),
                "type", media.type(), "content", media.content(), "attachmentIds", List.of(attachment)));
        return seenByBoth(room, answer, at);
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
