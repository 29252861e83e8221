package io.whispra.auth.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.whispra.auth.secret.Secret;
import io.whispra.auth.secret.Sha256;
import io.whispra.auth.startup.CannotStart;
import io.whispra.auth.startup.Prerequisite;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The configured clients. Their file holds no secret, only hashes: {@value #EXPECTED}. */
final class ServiceClients implements Prerequisite {

    static final String EXPECTED = "[{\"id\": ..., \"secretSha256\": 64 hex digits, \"scopes\": [...]}, ...]";

    private static final long MAX_FILE_BYTES = 256 * 1024;

    /** What an unknown client's secret is compared with, so that it takes the same time. */
    private static final Sha256 NOBODYS = Sha256.of(new byte[0]);

    private final Map<String, ServiceClient> clients;

    private ServiceClients(Map<String, ServiceClient> clients) {
        this.clients = Map.copyOf(clients);
    }

    /** An entry as it stands in the file. */
    private record Entry(@Nullable String id, @Nullable String secretSha256, @Nullable List<String> scopes) {

        ServiceClient client() {
            if (id == null || secretSha256 == null || scopes == null) {
                throw new IllegalArgumentException("an entry lacks id, secretSha256 or scopes");
            }
            return new ServiceClient(id, new Sha256(secretSha256), scopes);
        }
    }

    /** The clients of the file, none if there is no path; {@link CannotStart} if it is not as expected. */
    static ServiceClients read(String file) {
        if (file.isBlank()) {
            return new ServiceClients(Map.of());
        }
        try {
            var clients = new HashMap<String, ServiceClient>();
            for (var entry : parse(Path.of(file))) {
                var client = entry.client();
                if (clients.put(client.id(), client) != null) {
                    throw refused(file, "the client '" + client.id() + "' is there twice");
                }
            }
            return new ServiceClients(clients);
        } catch (NoSuchFileException _) {
            throw refused(file, "there is no such file");
        } catch (IOException _) {
            throw refused(file, "it cannot be read");
        } catch (JacksonException _) {
            throw refused(file, "it is not as expected, nothing more and nothing less than " + EXPECTED);
        } catch (IllegalArgumentException e) {
            throw refused(file, String.valueOf(e.getMessage()));
        }
    }

    /** The client with this secret, if there is one. */
    Optional<ServiceClient> authenticate(String id, Secret secret) {
        var client = clients.get(id);
        var isRight = secret.hasSha256(client == null ? NOBODYS : client.secretSha256());
        return isRight ? Optional.ofNullable(client) : Optional.empty();
    }

    private static List<Entry> parse(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IllegalArgumentException("it is larger than " + MAX_FILE_BYTES + " bytes");
        }
        var json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .changeDefaultNullHandling(_ -> JsonSetter.Value.forContentNulls(Nulls.FAIL))
                .build();
        var entries = json.readValue(Files.readString(file), Entry[].class);
        if (entries == null) {
            throw new IllegalArgumentException("expected " + EXPECTED);
        }
        return List.of(entries);
    }

    private static CannotStart refused(String file, String reason) {
        return new CannotStart("SERVICE_CLIENTS=" + file + ": " + reason);
    }
}
