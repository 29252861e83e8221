package io.whispra.acceptance;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.UUID;
import javax.imageio.ImageIO;

import io.whispra.acceptance.client.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What others see of a person, as it changes. */
class ProfileIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    @ParameterizedTest
    @EnumSource
    void aNewNameReachesThoseWhoShareARoomAndNobodyElse(Transport transport) {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var eve = whispra.person("Eve");
        ana.group("Together", budi);
        eve.group("Apart");
        var name = "Ana " + "q".repeat(5);
        try (var anas = ana.connect(transport);
                var budis = budi.connect(transport);
                var eves = eve.connect(transport)) {
            ana.api().send("PATCH", "/api/v1/me", Json.object("{'name': '%s'}", name)).expect(200);

            for (var hearing : new ChatClient[]{budis, anas}) {
                var event = hearing.await("user.event");
                assertThat(event.path("type").asString()).as("%s", event).isEqualTo("user.updated");
                assertThat(event.path("userId").asString()).isEqualTo(ana.id());
                assertThat(event.path("name").asString()).isEqualTo(name);
            }
            // What is told to Eve comes after what would have been told of Ana.
            eve.api().send("PATCH", "/api/v1/me", Json.object("{'name': 'Eve %s'}", "w".repeat(5))).expect(200);
            assertThat(eves.await("user.event").path("userId").asString()).isEqualTo(eve.id());
        }
    }

    @Test
    void aPictureIsSeenByEverybodyWhoIsSignedIn() throws IOException {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        ana.group("Faces", budi);
        var image = ana.api().upload("me.png", "image/png", png()).expect(201).path("id").asString();
        assertThat(budi.api().get("/api/v1/attachments/" + image).status()).isEqualTo(404);
        try (var budis = budi.connect(Transport.SOCKET_IO)) {
            var me = ana.api().send("PATCH", "/api/v1/me", Json.object("{'avatar': '%s'}", image)).expect(200);
            var url = me.path("avatarUrl").asString();
            assertThat(url).isEqualTo("/api/v1/attachments/%s/content", image);
            assertThat(budis.await("user.event").path("avatarUrl").asString()).isEqualTo(url);
            assertThat(budi.api().get("/api/v1/users/" + ana.id()).expect(200).path("avatarUrl").asString())
                    .isEqualTo(url);
            assertThat(budi.api().get(url).status()).isEqualTo(302);
        }
        ana.api().send("PATCH", "/api/v1/me", Json.object("{'avatar': null}")).expect(200);
        assertThat(budi.api().get("/api/v1/users/" + ana.id()).expect(200).has("avatarUrl")).isFalse();
        assertThat(budi.api().get("/api/v1/attachments/" + image).status()).isEqualTo(404);
    }

    @Test
    void othersFilesAndWhatIsNoImageAreNoPictureOfMine() throws IOException {
        var ana = whispra.person("Ana");
        var eve = whispra.person("Eve");
        var others = ana.api().upload("me.png", "image/png", png()).expect(201).path("id").asString();
        var text = eve.api().upload("me.txt", "application/octet-stream", new byte[]{1, 2, 3}).expect(201).path("id")
                .asString();
        for (var id : new String[]{others, text, UUID.randomUUID().toString(), "../x"}) {
            assertThat(eve.api().send("PATCH", "/api/v1/me", Json.object("{'avatar': '%s'}", id)).status()).as(id)
                    .isEqualTo(422);
        }
        assertThat(eve.api().get("/api/v1/me").expect(200).has("avatarUrl")).isFalse();
    }

    private static byte[] png() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
