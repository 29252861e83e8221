package io.whispra.local.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.whispra.embedded.EmbeddedKafka;
import io.whispra.embedded.EmbeddedMongo;
import io.whispra.embedded.EmbeddedS3;
import io.whispra.local.problem.Problem;
import io.whispra.local.process.Embedded;
import org.jspecify.annotations.Nullable;

/**
 * MongoDB, Kafka and S3: embedded, or real where {@code MONGODB_URI}, {@code KAFKA_BOOTSTRAP_SERVERS} or {@code S3_ENDPOINT}
 * name one.
 */
final class Infrastructure {

    private static final Pattern MONGODB_URI = Pattern.compile("(mongodb(?:\\+srv)?://[^/?]+)(?:/[^?]*)?(\\?.*)?");
    private static final String BUCKET = "whispra";

    private final Topology topology;
    private final DataFolder data;
    private final Secrets secrets;
    private final Map<String, String> environment;

    Infrastructure(Topology topology, DataFolder data, Secrets secrets, Map<String, String> environment) {
        this.topology = topology;
        this.data = data;
        this.secrets = secrets;
        this.environment = environment;
    }

    /** What runs inside the supervisor. */
    List<Embedded> embedded() {
        var parts = new ArrayList<Embedded>();
        if (named("MONGODB_URI") == null) {
            parts.add(new Embedded("mongodb", List.of(topology.mongodb()), this::startMongo));
        }
        if (named("KAFKA_BOOTSTRAP_SERVERS") == null) {
            parts.add(new Embedded("kafka", List.of(topology.kafka(), topology.kafkaController()), () -> EmbeddedKafka
                    .start(data.kafka(), topology.kafka(), topology.kafkaController())));
        }
        if (named("S3_ENDPOINT") == null) {
            parts.add(new Embedded("s3", List.of(topology.s3()),
                    () -> EmbeddedS3.start(data.s3(), topology.s3(), secrets.s3())));
        }
        return parts;
    }

    /** What somebody else runs. */
    List<String> external() {
        var parts = new ArrayList<>(List.of("mongodb", "kafka", "s3"));
        embedded().forEach(part -> parts.remove(part.name()));
        return parts;
    }

    /** How a service finds it; what belongs to a real server is handed on as it is. */
    Map<String, String> addresses(Service service) {
        var addresses = new HashMap<String, String>();
        addresses.put("MONGODB_URI", mongodb(service.database()));
        addresses.put("KAFKA_BOOTSTRAP_SERVERS", or(named("KAFKA_BOOTSTRAP_SERVERS"), "127.0.0.1:" + topology.kafka()));
        if (named("S3_ENDPOINT") == null) {
            var endpoint = "http://127.0.0.1:" + topology.s3();
            addresses.put("S3_ENDPOINT", endpoint);
            addresses.put("S3_PUBLIC_ENDPOINT", endpoint);
            addresses.put("S3_REGION", "us-east-1");
            addresses.put("S3_BUCKET", BUCKET);
            addresses.put("S3_ACCESS_KEY", secrets.s3().accessKey());
            addresses.put("S3_SECRET_KEY", secrets.s3().secretKey());
        }
        return addresses;
    }

    private EmbeddedMongo startMongo() {
        var mongo = EmbeddedMongo.onDisk(data.mongodb(), topology.mongodb());
        if (!mongo.wasStoppedCleanly()) {
            data.demandNewEpoch();
        }
        return mongo;
    }

    private String mongodb(String database) {
        var real = named("MONGODB_URI");
        if (real == null) {
            return "mongodb://127.0.0.1:" + topology.mongodb() + "/" + database;
        }
        var uri = MONGODB_URI.matcher(real);
        if (!uri.matches()) {
            throw Problem
                    .failed("MONGODB_URI must be as mongodb://host:27017 or mongodb+srv://host, with options at will");
        }
        return uri.group(1) + "/" + database + or(uri.group(2), "");
    }

    private @Nullable String named(String variable) {
        var value = environment.get(variable);
        return value == null || value.isBlank() ? null : value;
    }

    private static String or(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
