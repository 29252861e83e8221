package io.whispra.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract files of this service and of those it uses. */
public final class Contracts {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Contracts() {}

    /** A YAML or JSON file, named from this module's folder. */
    public static JsonNode read(String path) {
        try (var reader = Files.newBufferedReader(Path.of(path))) {
            return JSON.valueToTree(new Yaml().load(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of a folder. */
    public static List<JsonNode> readAll(String folder) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.sorted().map(file -> read(file.toString())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
