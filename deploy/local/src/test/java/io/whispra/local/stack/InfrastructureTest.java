package io.whispra.local.stack;

import java.nio.file.Path;
import java.util.Map;

import io.whispra.local.problem.Problem;
import io.whispra.local.process.Embedded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InfrastructureTest {

    @TempDir
    Path folder;

    @Test
    void everythingIsEmbeddedUnlessAServerIsNamed() {
        var infrastructure = infrastructure(Map.of());

        assertThat(infrastructure.embedded()).extracting(Embedded::name).containsExactly("mongodb", "kafka", "s3");
        assertThat(infrastructure.external()).isEmpty();
        assertThat(infrastructure.addresses(Service.ROOM_SERVICE))
                .containsEntry("MONGODB_URI", "mongodb://127.0.0.1:8085/whispra_rooms")
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:8086")
                .containsEntry("S3_ENDPOINT", "http://127.0.0.1:8088");
    }

    @Test
    void realServersAreUsedWhereTheyAreNamed() {
        var infrastructure = infrastructure(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "S3_ENDPOINT", "https://s3",
                "MONGODB_URI", "mongodb://db"));

        assertThat(infrastructure.embedded()).isEmpty();
        assertThat(infrastructure.external()).containsExactly("mongodb", "kafka", "s3");
        assertThat(infrastructure.addresses(Service.AUTH_SERVICE))
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092")
                .containsEntry("MONGODB_URI", "mongodb://db/whispra_auth")
                .doesNotContainKeys("S3_ENDPOINT", "S3_ACCESS_KEY");
    }

    @ParameterizedTest
    @CsvSource({
            "mongodb://db:27017, mongodb://db:27017/whispra_media",
            "mongodb://db/, mongodb://db/whispra_media",
            "mongodb://db/other, mongodb://db/whispra_media",
            "mongodb://a:1|b:2/?replicaSet=rs, mongodb://a:1|b:2/whispra_media?replicaSet=rs",
            "mongodb+srv://me:pw@db?w=majority, mongodb+srv://me:pw@db/whispra_media?w=majority"})
    void eachServiceGetsItsOwnDatabase(String named, String expected) {
        var addresses = infrastructure(Map.of("MONGODB_URI", named)).addresses(Service.MEDIA_SERVICE);

        assertThat(addresses).containsEntry("MONGODB_URI", expected);
    }

    @Test
    void anAddressThatIsNotMongoDbsIsRefused() {
        var infrastructure = infrastructure(Map.of("MONGODB_URI", "http://db"));

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> infrastructure.addresses(Service.AUTH_SERVICE))
                .withMessageStartingWith("MONGODB_URI must be");
    }

    private Infrastructure infrastructure(Map<String, String> environment) {
        return new Infrastructure(Topology.single(8080), new DataFolder(folder), Secrets.in(folder), environment);
    }
}
