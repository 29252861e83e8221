package io.whispra.acceptance;

import java.net.URI;
import java.time.Duration;

import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.client.Json;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Who sees the files of a room, and for how long. */
class FilesIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    private static final String ATTACHMENTS = "/api/v1/attachments/";

    private final Person ana = whispra.person("Ana");
    private final Person budi = whispra.person("Budi");
    private final String roomId = ana.group("Album", budi);

    @Test
    void t71ARemovedMemberAndAnOutsiderGetNoLinkAndWithoutItsSignatureThereIsNothing() {
        var eve = whispra.person("Eve");
        var id = sendPicture("one");
        var link = link(budi, id);
        assertThat(Api.fetch(link).statusCode()).isEqualTo(200);

        ana.api().delete(Person.room(roomId) + "/participants/" + budi.id()).expect(204);

        for (var stranger : new Person[]{budi, eve}) {
            for (var path : new String[]{"", "/link", "/link?variant=small", "/content"}) {
                var answer = stranger.api().get(ATTACHMENTS + id + path);
                assertThat(answer.status()).as("%s of %s", path, stranger.name()).isEqualTo(404);
                assertThat(answer.code()).isEqualTo("attachment-not-found");
            }
        }
        var bare = URI.create(link.toString().replaceFirst("\\?.*", ""));
        assertThat(Api.fetch(bare).statusCode()).isEqualTo(403);
        var bucket = URI.create(bare.toString().replaceFirst("/attachments/.*", "/?list-type=2"));
        assertThat(Api.fetch(bucket).statusCode()).isEqualTo(403);
        var other = sendPicture("two");
        assertThat(Api.fetch(URI.create(link.toString().replace(id, other))).statusCode()).isEqualTo(403);
    }

    @Test
    void t71ALinkEndsAndItsAddressIsThenRefused() {
        assumeTrue(Stack.isLocal(), "Elsewhere links may live longer than a test waits");
        var id = sendPicture("one");
        var answer = budi.api().get(ATTACHMENTS + id + "/link").expect(200);
        var link = URI.create(answer.path("url").asString());
        assertThat(Api.fetch(link).statusCode()).isEqualTo(200);
        Awaitility.await("the end of the link").atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofSeconds(1))
                .until(() -> Api.fetch(link).statusCode() == 403);
        assertThat(Api.fetch(link(budi, id)).statusCode()).isEqualTo(200);
    }

    @Test
    void aDeletedMessageTakesItsFilesWithIt() {
        var id = sendPicture("one");
        var sent = Log.read(budi, roomId).getLast();
        assertThat(Api.fetch(link(budi, id)).statusCode()).isEqualTo(200);

        ana.api().delete(Person.room(roomId) + "/messages/" + sent.path("seq").asLong() + "?clientId=gone")
                .expect(200);

        Waiting.until("no link for anybody", () -> budi.api().get(ATTACHMENTS + id + "/link").status() == 404
                && ana.api().get(ATTACHMENTS + id + "/link").status() == 404 ? id : null);
    }

    @Test
    void whereHistoryBeginsWithJoiningNewcomersDoNotSeeEarlierFiles() {
        ana.api().send("PATCH", Person.room(roomId), Json.object("{'history': 'joined'}")).expect(200);
        var earlier = sendPicture("earlier");
        // The media service has heard of the message.
        Waiting.until("its place in the log", () -> {
            var citra = whispra.person("Citra");
            ana.api().post(Person.room(roomId) + "/participants", Json.object("{'userId': '%s'}", citra.id()))
                    .expect(201);
            return citra.api().get(ATTACHMENTS + earlier + "/link").status() == 404 ? citra : null;
        });
        assertThat(budi.api().get(ATTACHMENTS + earlier + "/link").status()).isEqualTo(200);
    }

    /** By Ana; the attachment's id. */
    private String sendPicture(String clientId) {
        var id = ana.api().upload("sea.png", "image/png", Samples.png(400, 300)).expect(201).path("id").asString();
        Api.patiently(() -> ana.api().post(Person.room(roomId) + "/messages",
                Json.object("{'clientId': '%s', 'type': 'image', 'attachmentIds': ['%s']}", clientId, id))).expect(201);
        return id;
    }

    private static URI link(Person reader, String id) {
        return URI.create(reader.api().get(ATTACHMENTS + id + "/link").expect(200).path("url").asString());
    }
}
