package io.whispra.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

class OpenApiTest extends ServiceTest {

    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void descriptionHasExactlyTheOperationsThatExist() throws IOException {
        var existing = new TreeSet<String>();
        requestMappingHandlerMapping.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(verb -> mapping.getPatternsCondition()
                                .getPatterns()
                                .forEach(path -> existing.add(verb.name().toLowerCase(Locale.ROOT) + " " + path))));

        assertThat(described()).isEqualTo(existing);
    }

    private static Set<String> described() throws IOException {
        Map<String, Map<String, Map<String, Object>>> description = new Yaml()
                .load(Files.readString(Path.of("contracts/openapi.yaml")));
        var operations = new TreeSet<String>();
        description.getOrDefault("paths", Map.of())
                .forEach((path, verbs) -> verbs.keySet()
                        .stream()
                        .filter(VERBS::contains)
                        .forEach(verb -> operations.add(verb + " " + path)));
        return operations;
    }
}
