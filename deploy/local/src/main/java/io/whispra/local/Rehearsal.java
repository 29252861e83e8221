package io.whispra.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

import io.whispra.embedded.EmbeddedKafka;
import io.whispra.embedded.EmbeddedMongo;
import io.whispra.embedded.EmbeddedS3;
import io.whispra.embedded.S3Credentials;

/** Starts what is embedded and stops it, on free ports and in a folder that is thrown away: for the cache of the launcher. */
public final class Rehearsal {

    private Rehearsal() {}

    /** Takes nothing. */
    public static void main(String[] arguments) throws IOException {
        var folder = Files.createTempDirectory("whispra-rehearsal");
        try (var mongo = EmbeddedMongo.onDisk(folder.resolve("mongodb"), 0);
                var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0, 0);
                var s3 = EmbeddedS3.start(folder.resolve("s3"), 0, new S3Credentials("rehearsal", "rehearsal"))) {
            System.out.println(mongo.uri("rehearsal") + " " + kafka.bootstrapServers() + " " + s3.endpoint());
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
