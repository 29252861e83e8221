package io.whispra.media.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogueTest {

    @Test
    void theCatalogueOfAllServicesSaysOfEachCodeWhatIsSaidToClients() throws IOException {
        List<Map<String, Object>> catalogue;
        try (var file = Files.newBufferedReader(Path.of("../gateway/contracts/problems.yaml"))) {
            catalogue = new Yaml().load(file);
        }
        assertThat(ProblemType.values()).allSatisfy(type -> assertThat(catalogue).anySatisfy(problem -> {
            assertThat(problem).containsEntry("code", type.code()).containsEntry("title", type.title())
                    .containsEntry("status", type.status().value());
            assertThat((List<?>) problem.get("by")).asString().contains("media-service");
        }));
    }
}
