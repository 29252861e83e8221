package io.whispra.auth.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.whispra.auth.secret.Sha256;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One version of the configured clients: {@value #EXPECTED}. */
record ClientList(Map<String, ServiceClient> clients) {

    static final String EXPECTED = "[{\"id\": ..., \"secretSha256\": 64 hex digits or a list of these, \"scopes\": [...]}, ...]";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultNullHandling(_ -> JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    ClientList {
        clients = Map.copyOf(clients);
    }

    /** An entry as it stands in the file. */
    private record Entry(@Nullable String id,
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable List<String> secretSha256,
            @Nullable List<String> scopes) {

        ServiceClient client() {
            if (id == null || secretSha256 == null || scopes == null) {
                throw new IllegalArgumentException("an entry lacks id, secretSha256 or scopes");
            }
            return new ServiceClient(id, secretSha256.stream().map(Sha256::new).toList(), scopes);
        }
    }

    static ClientList empty() {
        return new ClientList(Map.of());
    }

    /** {@link IllegalArgumentException} if the list is not as expected. */
    static ClientList parse(String json) {
        var clients = new HashMap<String, ServiceClient>();
        for (var entry : entries(json)) {
            var client = entry.client();
            if (clients.put(client.id(), client) != null) {
                throw new IllegalArgumentException("the client '" + client.id() + "' is there twice");
            }
        }
        return new ClientList(clients);
    }

    Optional<ServiceClient> find(String id) {
        return Optional.ofNullable(clients.get(id));
    }

    private static List<Entry> entries(String json) {
        try {
            var entries = JSON.readValue(json, Entry[].class);
            if (entries != null) {
                return List.of(entries);
            }
        } catch (JacksonException _) {
            // The cause may quote the file.
        }
        throw new IllegalArgumentException("it is not as expected, nothing more and nothing less than " + EXPECTED);
    }
}
