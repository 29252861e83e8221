package io.whispra.auth.client;

import java.nio.file.Path;

import io.whispra.auth.Installation;
import io.whispra.auth.secret.Secret;
import io.whispra.auth.startup.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServiceClientsTest {

    private static final String HASH = Installation.sha256("a secret");

    @TempDir
    Path folder;

    @Test
    void withoutAFileThereAreNoClients() {
        assertThat(new ServiceClients(ServiceClients.read("")).authenticate("gateway", Secret.of("a secret")))
                .isEmpty();
    }

    @Test
    void aClientIsKnownByItsSecret() {
        var clients = read("[{\"id\": \"gateway\", \"secretSha256\": \"%s\", \"scopes\": []}]".formatted(HASH));
        assertThat(clients.authenticate("gateway", Secret.of("a secret"))).isPresent();
        assertThat(clients.authenticate("gateway", Secret.of("another"))).isEmpty();
        assertThat(clients.authenticate("gateway", Secret.of(HASH))).isEmpty();
    }

    @Test
    void aClientIsKnownByEachOfItsSecretsWhileTheyChange() {
        var clients = read("[{\"id\": \"gateway\", \"secretSha256\": [\"%s\", \"%s\"], \"scopes\": []}]".formatted(HASH,
                Installation.sha256("the next secret")));
        assertThat(clients.authenticate("gateway", Secret.of("a secret"))).isPresent();
        assertThat(clients.authenticate("gateway", Secret.of("the next secret"))).isPresent();
        assertThat(clients.authenticate("gateway", Secret.of("another"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[null]", "[{}]", "[{\"id\": \"gateway\", \"scopes\": []}]",
            "[{\"id\": \"gateway\", \"secret\": \"plainly readable\", \"scopes\": []}]",
            "[{\"id\": \"gateway\", \"secretSha256\": \"plainly readable\", \"scopes\": []}]",
            "[{\"id\": \"a b\", \"secretSha256\": \"HASH\", \"scopes\": []}]",
            "[{\"id\": \"gateway\", \"secretSha256\": \"HASH\"}]",
            "[{\"id\": \"gateway\", \"secretSha256\": \"HASH\", \"scopes\": [null]}]",
            "[{\"id\": \"gateway\", \"secretSha256\": \"HASH\", \"scopes\": [\"a b\"]}]",
            "[{\"id\": \"gateway\", \"secretSha256\": [], \"scopes\": []}]",
            "[{\"id\": \"gateway\", \"secretSha256\": [null], \"scopes\": []}]",
            "[{\"id\": \"gateway\", \"secretSha256\": [\"HASH\", \"HASH\", \"HASH\", \"HASH\", \"HASH\"], \"scopes\": []}]",
            "[{\"id\": \"x\", \"secretSha256\": \"HASH\", \"scopes\": []}, {\"id\": \"x\", \"secretSha256\": \"HASH\", \"scopes\": []}]"})
    void whatIsNoListOfClientsIsRefusedWithoutTellingWhatIsInIt(String content) {
        assertThatThrownBy(() -> read(content.replace("HASH", HASH))).isInstanceOf(CannotStart.class)
                .hasMessageContaining("SERVICE_CLIENTS")
                .hasMessageNotContaining("plainly readable");
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(() -> ServiceClients.read(folder.resolve("missing").toString()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> ServiceClients.read(folder.toString())).isInstanceOf(CannotStart.class);
    }

    private static ServiceClients read(String content) {
        return new ServiceClients(ServiceClients.read(Installation.file("clients.json", content).toString()));
    }
}
