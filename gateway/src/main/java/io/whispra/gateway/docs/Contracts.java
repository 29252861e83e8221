package io.whispra.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract files of all services, as they were built into this one; in the folders in which they refer to each other. */
@Component
class Contracts {

    private final JsonMapper json;
    private final Map<String, JsonNode> files = new ConcurrentHashMap<>();

    Contracts(JsonMapper json) {
        this.json = json;
    }

    /** A YAML or JSON file, such as `room-service/contracts/openapi.yaml`. */
    JsonNode read(String path) {
        return files.computeIfAbsent(path, this::load);
    }

    private JsonNode load(String path) {
        try (InputStream file = new ClassPathResource("contracts/" + path).getInputStream()) {
            return json.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
