package io.whispra.media;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** A person has room for five files of together 5,000 bytes, and begins 25 uploads. */
@TestPropertySource(properties = {"whispra.quota.max-bytes=5000B", "whispra.quota.max-files=5",
        "whispra.quota.settled=10s",
        "whispra.rate.upload=25/1h"})
class QuotaTest extends RunningService {
    private final String anna = newId();

    @Test
    void t72_whatIsThereCountsAndWhatIsNotDoesNot() {
        assertThat(usage()).isEqualTo(List.of(0, 0));
        var claimed = uploaded(anna, "a", "", Samples.noise(2000)).get("id").asString();
        claim(List.of(claimed), anna, newId(), "m").expectStatus().isOk();
        var ready = uploaded(anna, "b", "", Samples.noise(1000)).get("id").asString();
        uploaded(anna, "c", "", Samples.noise(1500));
        assertThat(usage()).isEqualTo(List.of(4500, 3));

        assertThat(code(announce(anna, "d", null, 501).expectStatus().isEqualTo(413))).isEqualTo("quota-exceeded");
        assertThat(code(upload(anna, Multipart.file("d", "", Samples.noise(501))).expectStatus().isEqualTo(413)))
                .isEqualTo("quota-exceeded");
        assertThat(usage()).isEqualTo(List.of(4500, 3));

        delete(anna, ready).expectStatus().isNoContent();
        assertThat(usage()).isEqualTo(List.of(3500, 2));
        announce(anna, "d", null, 1500).expectStatus().isCreated();
        assertThat(usage()).isEqualTo(List.of(5000, 3));
    }

    @Test
    void t72_numberOfFilesIsLimitedToo() {
        for (int i = 0; i < 5; i++) {
            announce(anna, "a", null, 1).expectStatus().isCreated();
        }

        announce(anna, "a", null, 1).expectStatus().value(status -> assertThat(status).isIn(413, 429));
        assertThat(usage()).isEqualTo(List.of(5, 5));
        announce(newId(), "a", null, 1).expectStatus().isCreated();
    }

    @Test
    void whatWasDeletedCountsAsLongAsItsUploadMayCome() {
        var begun = begin(anna, "a", null, 5000);
        delete(anna, begun.id()).expectStatus().isNoContent();

        assertThat(begun.send(Samples.noise(5000))).as("the link works").isEqualTo(200);
        announce(anna, "a", null, 1).expectStatus().value(status -> assertThat(status).isIn(413, 429));
    }

    @Test
    void t72_uploadsAtOnceNeverExceedTheQuota() {
        begin(anna, "a", null, 1000);

        var answers = IntStream.range(0, 20).parallel().mapToObj(_ -> announce(anna, "a", null, 2000)
                .returnResult(byte[].class).getStatus().value()).toList();

        assertThat(answers).isSubsetOf(201, 429);
        assertThat(answers.stream().filter(status -> status == 201).count()).isLessThanOrEqualTo(2);
        assertThat(usage().getFirst()).isEqualTo(1000 + 2000 * (int) answers.stream().filter(s -> s == 201).count());
    }

    @Test
    void t72_uploadsBeginOnlySoFast() {
        var fast = newId();
        for (int i = 0; i < 25; i++) {
            upload(fast, Multipart.file("x", "", new byte[0])).expectStatus().isEqualTo(422);
        }

        for (var answer : List.of(upload(fast, Multipart.file("x", "", new byte[0])), announce(fast, "x", null, 1))) {
            answer.expectStatus().isEqualTo(429).expectHeader().exists(HttpHeaders.RETRY_AFTER);
            assertThat(code(answer)).isEqualTo("too-many-requests");
        }
        announce(newId(), "x", null, 1).expectStatus().isCreated();
    }

    private List<Integer> usage() {
        var storage = json(as(anna).get().uri("/api/v1/me/storage").exchange().expectStatus().isOk());
        assertThat(storage.get("maxBytes").asInt()).isEqualTo(5000);
        assertThat(storage.get("maxFiles").asInt()).isEqualTo(5);
        return List.of(storage.get("bytes").asInt(), storage.get("files").asInt());
    }
}
