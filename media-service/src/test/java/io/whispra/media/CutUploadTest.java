package io.whispra.media;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.awaitility.core.ThrowingRunnable;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.async.AsyncRequestBody;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Uploads that do not end well, on a service that is quick to give them up. */
@TestPropertySource(properties = {"whispra.upload.time-limit=3s", "whispra.upload.pending-age=4s",
        "whispra.upload.sweep-interval=200ms", "whispra.upload.at-once=3", "whispra.upload.at-once-per-owner=2",
        "whispra.upload.link-lifetime=2s", "whispra.upload.last-call=3s"})
@DirtiesContext
class CutUploadTest extends RunningService {
    private static final int TWO_PARTS = LIMIT - 1000;

    @Autowired
    MeterRegistry meters;

    private final Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final String anna = newId();

    private Set<String> storedBefore = Set.of();

    /** The store is shared with other tests, which may leave something. */
    @BeforeEach
    void rememberWhatIsStored() {
        storedBefore = Set.copyOf(storedKeys());
    }

    /** Of what came into the store since then, only what became an attachment is there. */
    @AfterEach
    void nothingIsLeft() {
        patiently(() -> {
            var known = attachments();
            assertThat(known).filteredOn(document -> !document.getDate("createdAt").toInstant().isBefore(began))
                    .extracting(document -> document.get("status"))
                    .isSubsetOf("ready", "claimed");
            assertThat(storedKeys()).filteredOn(key -> !storedBefore.contains(key))
                    .filteredOn(key -> known.stream().noneMatch(document -> belongs(key, document)))
                    .isEmpty();
            assertThat(unfinishedUploads()).isEmpty();
        });
    }

    private static boolean belongs(String key, Document document) {
        return key.equals("attachments/" + document.get("_id"))
                || key.startsWith("attachments/" + document.get("_id") + "/" + document.get("stored"));
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
    void t72_fiveHundredCutUploadsLeaveNothingAnywhere() {
        var files = temporaryFiles();
        var log = Log.watched();
        long ended = ended();

        for (int i = 0; ended() < ended + 500; i++) {
            // Some are so long that the service is busy with one part while another arrives.
            int length = i % 25 == 0 ? TWO_PARTS - 50_000 : 1 + i * 7919 % 300_000;
            var cut = begin(newId()).send(Samples.noise(length));
            if (i % 2 == 0) {
                cut.reset();
            } else {
                cut.close();
            }
        }

        patiently(() -> upload(anna, Multipart.file("x", "", new byte[0])).expectStatus().isEqualTo(422));
        assertThat(temporaryFiles()).isEqualTo(files);
        log.collectGarbage(() -> newImage(anna));
        assertThat(log.errors()).isEmpty();
    }

    /** Uploads that began and are over, however that was. */
    private long ended() {
        return meters.find("whispra.media.upload").timers().stream().mapToLong(Timer::count).sum();
    }

    /** Spring names its folder so; others use the folder around it too. */
    private static Set<String> temporaryFiles() {
        var folder = new File(System.getProperty("java.io.tmpdir"));
        return Stream.of(names(folder))
                .filter(name -> name.contains("multipart"))
                .flatMap(name -> Stream.concat(Stream.of(name), Stream.of(names(new File(folder, name)))))
                .collect(Collectors.toSet());
    }

    private static String[] names(File folder) {
        return requireNonNullElse(folder.list(), new String[0]);
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
        for (var key : List.of("incoming/" + id, "attachments/" + id + "/" + newId() + "/original")) {
            put(key);
            store.createMultipartUpload(create -> create.bucket(bucket).key(key)).join();
        }
        insert(id, "pending", Duration.ofHours(1).plusMinutes(1));

        patiently(() -> assertIsForgotten(id));
        assertThat(storedKeys()).noneMatch(key -> key.contains(id));
    }

    /** As before there were attempts. */
    @Test
    void f12_whatAnOlderServiceLeftIsClearedAway() {
        var id = newId();
        put("attachments/" + id);
        insert(id, "pending", Duration.ofHours(1));

        patiently(() -> assertIsForgotten(id));
        assertThat(storedKeys()).noneMatch(key -> key.contains(id));
    }

    @Test
    void whatNobodyUsesIsClearedAwayInTheEnd() {
        var rejected = newId();
        var unclaimed = newId();
        var young = newId();
        insert(rejected, "rejected", Duration.ofSeconds(5));
        insert(unclaimed, "ready", Duration.ofDays(7).plusMinutes(1));
        insert(young, "ready", Duration.ofDays(6));
        put("attachments/" + unclaimed);
        put("attachments/" + young);

        patiently(() -> {
            assertThat(status(rejected)).isNotEqualTo("rejected");
            assertThat(status(unclaimed)).isNotEqualTo("ready");
            assertThat(storedKeys()).doesNotContain("attachments/" + unclaimed);
        });
        assertThat(status(young)).isEqualTo("ready");
        assertThat(storedKeys()).contains("attachments/" + young);
        delete(anna, young).expectStatus().isNoContent();
    }

    @Test
    void t71_linkThatIsOverTakesNothing() {
        var upload = begin(anna, "a", null, 1000);

        patiently(() -> assertThat(upload.send(Samples.noise(999))).isEqualTo(403));
        await().pollDelay(Duration.ofSeconds(3)).atMost(PATIENCE)
                .untilAsserted(() -> assertThat(upload.send(Samples.noise(1000))).isEqualTo(403));
    }

    @Test
    void t71_uploadThatComesAfterItsAttachmentIsDeletedIsClearedAway() {
        var upload = begin(anna, "a", null, 1000);
        delete(anna, upload.id()).expectStatus().isNoContent();

        assertThat(upload.send(Samples.noise(1000))).isEqualTo(200);

        patiently(() -> assertIsForgotten(upload.id()));
        assertThat(storedKeys()).noneMatch(key -> key.contains(upload.id()));
    }

    @Test
    void f12_onlyWhatIsKeptStaysInTheEnd() {
        var content = Samples.noise(1000);
        var upload = begin(anna, "a", null, 1000);
        upload.send(content);
        var stray = "attachments/" + upload.id() + "/" + newId() + "/original";
        put(stray);
        complete(anna, upload.id()).expectStatus().isOk();
        assertThat(storedKeys()).contains("incoming/" + upload.id());

        patiently(() -> assertThat(storedKeys()).filteredOn(key -> key.contains(upload.id()))
                .containsExactly(key(upload.id())));
        assertThat(content(anna, upload.id())).isEqualTo(content);
    }

    private void put(String key) {
        store.putObject(put -> put.bucket(bucket).key(key), AsyncRequestBody.fromString("x")).join();
    }

    private void insert(String id, String status, Duration age) {
        var created = Date.from(Instant.now().minus(age));
        documents.getCollection("attachments").flatMap(all -> Mono.from(all.insertOne(
                new Document("_id", id).append("ownerId", anna).append("name", "x").append("contentType", "image/png")
                        .append("status", status).append("createdAt", created))))
                .block();
    }

    private void assertIsForgotten(String id) {
        assertThat(known(id)).isEmpty();
    }

    private String status(String id) {
        return known(id).map(document -> document.getString("status")).orElse("forgotten");
    }

    private Optional<Document> known(String id) {
        return documents.findById(id, Document.class, "attachments").blockOptional();
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
