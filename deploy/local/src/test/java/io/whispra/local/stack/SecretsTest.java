package io.whispra.local.stack;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;

import io.whispra.local.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void secretsAreRandomAndKept() {
        var made = Secrets.in(folder);
        var read = Secrets.in(folder);
        var secret = made.clientSecret(Service.GATEWAY);

        assertThat(secret).hasSizeGreaterThanOrEqualTo(43).isNotEqualTo(made.clientSecret(Service.ROOM_SERVICE));
        assertThat(read.clientSecret(Service.GATEWAY)).isEqualTo(secret);
        assertThat(read.s3()).isEqualTo(made.s3());
        assertThat(made.clientSecret(Service.AUTH_SERVICE)).isEmpty();
    }

    @Test
    void theAuthServiceLearnsHashesAndScopesOnly() throws Exception {
        var secrets = Secrets.in(folder);
        var file = Files.readString(secrets.serviceClients());
        var secret = secrets.clientSecret(Service.MESSAGE_SERVICE);
        var hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));

        assertThat(file).doesNotContain(secret);
        JsonNode client = new JsonMapper().readTree(file).valueStream()
                .filter(each -> each.path("id").asString().equals("message-service")).findFirst().orElseThrow();
        assertThat(client.path("secretSha256").asString()).isEqualTo(HexFormat.of().formatHex(hash));
        assertThat(client.path("scopes").valueStream().map(JsonNode::asString)).containsExactly("attachments:claim");
    }

    @Test
    void onlyTheOwnerCanReadThem() throws Exception {
        var secrets = Secrets.in(folder);

        for (var file : new Path[]{folder.resolve("secrets.json"), secrets.serviceClients()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndNotQuoted() throws Exception {
        Files.writeString(folder.resolve("secrets.json"), "{\"clients\":{\"gateway\":hidden}}");

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Secrets.in(folder))
                .withMessageContaining("secrets.json cannot be read")
                .satisfies(problem -> assertThat(problem.line()).doesNotContain("hidden"));
    }
}
