package io.whispra.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import com.mongodb.client.MongoClients;
import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.client.Json;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** No token, no password and no signed link is anywhere but where its owner keeps it (T15, P8). */
class SecretsIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    @Test
    void t15NeitherTokensNorPasswordsNorLinksAreInLogsTopicsOrDatabases() {
        assumeTrue(Stack.isLocal(), "Logs, topics and databases are needed");
        var ana = Account.open(whispra.base(), "Ana");
        var wrong = "wrong " + UUID.randomUUID();
        ana.tryToLogIn(whispra.base(), wrong);
        var device = ana.logIn(whispra.base());
        var next = device.with(device.refresh().expect(200));
        var roomId = next.person().group("Canaries");
        var content = "content " + UUID.randomUUID();
        try (var socket = next.person().connect(Transport.SOCKET_IO)) {
            socket.request("message.send", Person.text(roomId, "canary", content)).join();
        }
        next.api().get("/api/v1/me?access_token=" + next.person().token()).expect(200);
        next.api().put("/api/v1/me/password", Json.object("{'currentPassword': '%s', 'newPassword': '%s'}",
                ana.password(), "next " + ana.password())).expect(204);
        var file = next.api().upload("canary.pdf", "application/pdf", Samples.pdf()).expect(201).path("id").asString();
        var link = next.api().get("/api/v1/attachments/" + file + "/link").expect(200).path("url").asString();
        assertThat(Api.fetch(URI.create(link)).statusCode()).isEqualTo(200);
        assertThat(Api.fetch(URI.create(link + "0")).statusCode()).isEqualTo(403);
        var upload = next.api().post("/api/v1/attachments",
                Json.object("{'name': 'a.png', 'contentType': 'image/png', 'size': 1}")).expect(201).path("upload");
        assertThat(Samples.put(upload, new byte[2])).isEqualTo(403);
        var canaries = List.of(signature(link), signature(upload.path("url").asString()), ana.password(), wrong,
                device.refreshToken(), next.refreshToken(),
                device.person().token(), next.person().token());

        var searched = new ArrayList<String>();
        Consumer<String> search = text -> {
            searched.add(text);
            for (var canary : canaries) {
                assertThat(text.contains(canary)).as("a secret in %.200s", text).isFalse();
            }
        };
        logs(search);
        assertThat(searched).noneMatch(text -> text.contains(content)).isNotEmpty();
        var before = searched.size();
        documents(search);
        assertThat(searched.subList(before, searched.size())).anyMatch(text -> text.contains(content));
        before = searched.size();
        records(search);
        assertThat(searched.subList(before, searched.size())).anyMatch(text -> text.contains(content));
    }

    private static String signature(String link) {
        return link.replaceFirst(".*X-Amz-Signature=([0-9a-f]+).*", "$1");
    }

    private static void logs(Consumer<String> search) {
        try (var files = Files.walk(whispra.stack().local().logs())) {
            files.filter(Files::isRegularFile).forEach(file -> search.accept(text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void documents(Consumer<String> search) {
        try (var mongo = MongoClients.create(whispra.stack().local().mongodb())) {
            for (var name : mongo.listDatabaseNames()) {
                var database = mongo.getDatabase(name);
                for (var collection : database.listCollectionNames()) {
                    database.getCollection(collection).find().forEach(document -> search.accept(document.toJson()));
                }
            }
        }
    }

    private static void records(Consumer<String> search) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, whispra.stack().local().kafka()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().values().stream().flatMap(List::stream)
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    search.accept(record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8));
                    record.headers().forEach(
                            header -> search.accept(new String(header.value(), StandardCharsets.UTF_8)));
                }
            }
        }
    }
}
