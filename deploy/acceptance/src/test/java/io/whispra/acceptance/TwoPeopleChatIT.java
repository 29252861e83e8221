package io.whispra.acceptance;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import javax.imageio.ImageIO;

import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.client.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The story that Whispra is for. */
class TwoPeopleChatIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    @ParameterizedTest
    @EnumSource
    void aTextAndAnImageReachTheOtherPersonLive(Transport transport) throws IOException {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        try (var anas = ana.connect(transport); var budis = budi.connect(transport)) {
            var roomId = ana.group("Holidays", budi);
            var added = budis.await("room.added");
            assertThat(added.toString()).contains(roomId).contains("Holidays");

            var text = anas.request("message.send", Person.text(roomId, UUID.randomUUID().toString(), "Halo Budi 👋"))
                    .join();
            assertThat(text.path("ok").asBoolean()).as("%s", text).isTrue();
            var seq = text.path("data").path("message").path("seq").asLong();

            var picture = png();
            var attachment = ana.api().upload("sea.png", "image/png", picture).expect(201).path("id").asString();
            var image = anas.request("message.send",
                    Json.object("{'roomId': '%s', 'clientId': '%s', 'type': 'image', 'attachmentIds': ['%s']}", roomId,
                            UUID.randomUUID(), attachment))
                    .join();
            assertThat(image.path("ok").asBoolean()).as("%s", image).isTrue();

            var messages = Waiting.until("both messages", () -> {
                var list = budis.received("room.event").filter(e -> e.path("kind").asString().equals("message"))
                        .toList();
                return list.size() >= 2 ? list : null;
            });
            assertThat(messages.get(0).path("data").path("content").asString()).isEqualTo("Halo Budi 👋");
            assertThat(messages.get(0).path("seq").asLong()).isEqualTo(seq);
            assertThat(messages.get(0).path("actor").asString()).isEqualTo(ana.id());
            assertThat(messages.get(1).path("data").path("attachments").path(0).path("id").asString())
                    .isEqualTo(attachment);

            var link = budi.api().get("/api/v1/attachments/" + attachment + "/link").expect(200);
            var fetched = Api.fetch(URI.create(link.path("url").asString()));
            assertThat(fetched.statusCode()).isEqualTo(200);
            assertThat(fetched.body()).isEqualTo(picture);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasMissedComesWithSync(Transport transport) {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var roomId = ana.group("Missed", budi);
        var head = Log.read(budi, roomId).getLast().path("seq").asLong();
        for (var n = 1; n <= 3; n++) {
            ana.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "while-away-" + n, "No. " + n))
                    .expect(201);
        }
        try (var budis = budi.connect(transport)) {
            var answer = budis.request("sync", Json.object("{'rooms': {'%s': %d}, 'limit': 100}", roomId, head)).join();
            var missed = answer.path("data").path("entries").path(roomId);
            assertThat(Log.contents(missed.valueStream().toList())).containsExactly("No. 1", "No. 2", "No. 3");

            var fetched = budis.request("room.fetch", Json.object("{'roomId': '%s', 'after': %d, 'limit': 2}", roomId,
                    head)).join();
            assertThat(Log.contents(fetched.path("data").path("entries").valueStream().toList()))
                    .containsExactly("No. 1", "No. 2");
            assertThat(fetched.path("data").path("hasMore").asBoolean()).isTrue();
        }
    }

    @Test
    void aRepeatedMessageIsTheSameMessageOverRestAndSocket() {
        var ana = whispra.person("Ana");
        var roomId = ana.group("Once");
        var message = Person.text(roomId, "only-once", "Once");
        var first = ana.api().post(Person.room(roomId) + "/messages", message).expect(201);
        try (var anas = ana.connect(Transport.SOCKET_IO); var phone = ana.connect(Transport.PLAIN_WEBSOCKET)) {
            for (var device : new ChatClient[]{anas, phone}) {
                var again = device.request("message.send", message).join().path("data");
                assertThat(again.path("duplicate").asBoolean()).isTrue();
                assertThat(again.path("message").path("seq")).isEqualTo(first.path("message").path("seq"));
            }
        }
        assertThat(Log.contents(Log.read(ana, roomId))).containsExactly("Once");
    }

    @Test
    void aPrivateRoomIsOneForBothWhoeverOpensIt() {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var hers = ana.api().put("/api/v1/rooms/private/" + budi.id(), Json.object()).expect(201).path("id");
        var his = budi.api().put("/api/v1/rooms/private/" + ana.id(), Json.object()).expect(200).path("id");
        assertThat(his).isEqualTo(hers);
    }

    private static byte[] png() throws IOException {
        var image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        for (var x = 0; x < image.getWidth(); x++) {
            for (var y = 0; y < image.getHeight(); y++) {
                image.setRGB(x, y, x * y);
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
