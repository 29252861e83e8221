package io.whispra.media;

import java.util.List;

import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/** Who came to a room late sees the files of the messages that they see, and no others. */
class SeenFilesTest extends RunningService {
    private final String anna = newId();
    private final String newcomer = newId();
    private final String room = newId();

    @BeforeEach
    void newcomerSeesFromFiveOn() {
        rooms.add(room, anna);
        rooms.add(room, newcomer, 5);
    }

    @AfterEach
    void roomsAnswer() {
        rooms.failWith(0);
    }

    @Test
    void fileOfAnEarlierMessageIsHiddenLikeOneThatThereIsNot() {
        var earlier = claimed(message());
        place(earlier, 4);

        for (var path : List.of("", "/link", "/content")) {
            assertThat(problem(get(newcomer, earlier + path))).isEqualTo(problem(get(newcomer, newId() + path)));
        }
        get(anna, earlier + "/link").expectStatus().isOk();
    }

    @Test
    void fileOfALaterMessageIsSeen() {
        var later = claimed(message());
        place(later, 5);

        get(newcomer, later + "/link").expectStatus().isOk();
    }

    @Test
    void whereItIsNotToldYetItIsAskedForAndKept() {
        var earlierMessage = message();
        var earlier = claimed(earlierMessage);
        rooms.sent(earlierMessage, 4, false);
        var laterMessage = message();
        var later = claimed(laterMessage);
        rooms.sent(laterMessage, 7, false);

        get(newcomer, earlier).expectStatus().isNotFound();
        get(newcomer, later).expectStatus().isOk();

        assertThat(document(earlier).get("seq")).isEqualTo(4L);
        assertThat(document(later).get("seq")).isEqualTo(7L);
    }

    @Test
    void fileOfAMessageThatIsNotSentYetOrNotThereAnyMoreIsHidden() {
        var unsent = claimed(message());
        var message = message();
        var deleted = claimed(message);
        rooms.sent(message, 6, true);

        get(newcomer, unsent).expectStatus().isNotFound();
        get(newcomer, deleted).expectStatus().isNotFound();

        assertThat(document(unsent).getString("status")).isEqualTo("claimed");
        assertThat(document(deleted).getString("status")).isEqualTo("deleted");
    }

    @Test
    void whoSeesEverythingIsNotAskedAbout() {
        var message = message();
        var id = claimed(message);

        get(anna, id + "/link").expectStatus().isOk();

        assertThat(rooms.wasAskedFor(message)).isFalse();
    }

    @Test
    void pictureOfTheRoomIsSeenByAllMembers() {
        var id = newImage(anna);
        claim(List.of(id), anna, room, room + ":avatar:" + id).expectStatus().isOk();
        place(id, 2);

        get(newcomer, id + "/link").expectStatus().isOk();
    }

    @Test
    void f12_nothingIsShownWhileItCannotBeFoundOut() {
        var id = claimed(message());
        rooms.failWith(500);

        get(newcomer, id).expectStatus().isEqualTo(503);
    }

    private String claimed(String message) {
        var id = newImage(anna);
        claim(List.of(id), anna, room, message).expectStatus().isOk();
        return id;
    }

    private void place(String id, long seq) {
        documents.getCollection("attachments")
                .flatMap(all -> Mono.from(all.updateOne(new Document("_id", id),
                        new Document("$set", new Document("seq", seq)))))
                .block();
    }

    private String message() {
        return room + ":" + anna + ":" + newId();
    }

    private static String problem(ResponseSpec answer) {
        return json(answer.expectStatus().isNotFound()).toString().replaceFirst("\"traceId\":\"[^\"]*\"", "");
    }
}
