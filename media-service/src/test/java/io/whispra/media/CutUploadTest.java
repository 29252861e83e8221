package io.whispra.media;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;

import org.awaitility.core.ThrowingRunnable;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.async.AsyncRequestBody;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Uploads that do not end well, on a service that is quick to give them up. */
@TestPropertySource(properties = {"whispra.upload.time-limit=3s", "whispra.upload.pending-age=4s",
        "whispra.upload.sweep-interval=200ms", "whispra.upload.at-once=3", "whispra.upload.at-once-per-owner=2"})
class CutUploadTest extends RunningService {
    private static final int TWO_PARTS = LIMIT - 1000;

    private final Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final String anna = newId();

    /** Only what became an attachment is in the store. */
    @AfterEach
    void nothingIsLeft() {
        patiently(() -> {
            var known = attachments();
            assertThat(known).filteredOn(document -> !document.getDate("createdAt").toInstant().isBefore(began))
                    .extracting(document -> document.get("status"))
                    .isSubsetOf("ready", "claimed");
            assertThat(storedKeys()).allMatch(key -> known.stream().anyMatch(document -> belongs(key, document)));
            assertThat(unfinishedUploads()).isEmpty();
        });
    }

    /** Of other tests there may also be what is uploaded by a link. */
    private static boolean belongs(String key, Document document) {
        return key.startsWith("attachments/" + document.get("_id") + "/" + document.get("stored"))
                || (document.containsKey("incomingUntil") && key.equals("incoming/" + document.get("_id")));
    }

    private List<Document> attachments() {
        return requireNonNull(
                documents.getCollection("attachments").flatMapMany(all -> all.find()).collectList().block());
    }

    private static void patiently(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).untilAsserted(assertion);
    }

    @Test
    void f12_cutUploadLeavesNothing() {
        try (var upload = begin(anna)) {
            upload.send(Samples.noise(TWO_PARTS - 50_000));
            patiently(() -> assertThat(unfinishedUploads()).isNotEmpty());
        }
    }

    @Test
    void t72_manyCutUploadsLeaveNothingAndNoSlotTaken() {
        for (int i = 0; i < 50; i++) {
            try (var upload = begin(anna)) {
                upload.send(Samples.noise(1 + 1000 * i));
            }
        }

        patiently(() -> upload(anna, Multipart.file("x", "", new byte[0])).expectStatus().isEqualTo(422));
    }

    @Test
    void t64_uploadThatTakesTooLongIsGivenUp() {
        try (var upload = begin(anna)) {
            assertThat(upload.send(Samples.noise(TWO_PARTS - 50_000)).status())
                    .isEqualTo("HTTP/1.1 408 Request Timeout");
        }
    }

    @Test
    void f12_whatAKilledServiceLeftIsClearedAway() {
        var id = newId();
        var longAgo = Date.from(Instant.now().minusSeconds(3600));
        store.putObject(put -> put.bucket(bucket).key("attachments/" + id), AsyncRequestBody.fromString("x")).join();
        store.createMultipartUpload(create -> create.bucket(bucket).key("attachments/" + id)).join();
        documents.getCollection("attachments").flatMap(all -> Mono.from(all.insertOne(
                new Document("_id", id).append("ownerId", anna).append("name", "x").append("contentType", "image/png")
                        .append("status", "pending").append("createdAt", longAgo))))
                .block();

        patiently(() -> assertThat(documents.findById(id, Document.class, "attachments").blockOptional()).isEmpty());
        assertThat(storedKeys()).doesNotContain("attachments/" + id);
    }

    @Test
    void oneOwnerHasItsShareOfTheSlots() {
        var uploads = IntStream.range(0, 2).mapToObj(_ -> begin(anna)).toList();

        patiently(() -> {
            var answer = upload(anna, Multipart.file("x", "", new byte[0])).expectStatus().isEqualTo(429);
            answer.expectHeader().exists(HttpHeaders.RETRY_AFTER);
            assertThat(json(answer).get("code").asString()).isEqualTo("too-many-uploads");
        });
        upload(newId(), Multipart.file("x", "", new byte[0])).expectStatus().isEqualTo(422);

        uploads.forEach(RawUpload::close);
        patiently(() -> upload(anna, Multipart.file("x", "", new byte[0])).expectStatus().isEqualTo(422));
    }

    @Test
    void uploadBeyondTheSlotsIsRefusedForNow() {
        var uploads = IntStream.range(0, 3).mapToObj(_ -> begin(newId())).toList();

        patiently(() -> {
            var answer = upload(anna, Multipart.file("x", "", new byte[0])).expectStatus().isEqualTo(503);
            answer.expectHeader().exists(HttpHeaders.RETRY_AFTER);
            assertThat(json(answer).get("code").asString()).isEqualTo("unavailable");
        });

        uploads.forEach(RawUpload::close);
    }

    private RawUpload begin(String userId) {
        return new RawUpload(port, issuer.userToken(userId), TWO_PARTS);
    }
}
