package io.whispra.room;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.whispra.room.log.LogEntry;
import io.whispra.room.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract files, ours and those that we read, are what the code does. */
class ContractTest extends ServiceTest {

    private static final Path EVENTS = Path.of("../message-service/contracts/events");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;
    @Autowired
    private JsonMapper json;

    @Test
    void t28_theContractListsExactlyTheRoutesThatThereAre() throws IOException {
        var routes = new HashSet<String>();
        requestMappingHandlerMapping.getHandlerMethods().keySet().forEach(mapping -> mapping.getPatternsCondition()
                .getPatterns().stream().map(Object::toString).filter(path -> path.startsWith("/api/"))
                .forEach(path -> mapping.getMethodsCondition().getMethods()
                        .forEach(method -> routes.add(method.name().toLowerCase(Locale.ROOT) + " " + path))));
        var contract = new HashSet<String>();
        openapi().path("paths").forEachEntry((path, operations) -> operations.propertyNames().stream()
                .filter(METHODS::contains)
                .forEach(method -> contract.add(method + " " + path)));
        assertThat(routes).hasSize(13).isEqualTo(contract);
    }

    @Test
    void theContractListsExactlyTheCodesThatThereAre() throws IOException {
        var codes = openapi().at("/components/schemas/Problem/properties/code/enum");
        assertThat(codes).extracting(JsonNode::asString)
                .containsExactlyInAnyOrderElementsOf(Stream.of(ProblemType.values()).map(ProblemType::code).toList());
    }

    @Test
    void theMessageServicesSampleEventsCanBeRead() throws IOException {
        List<Path> samples;
        try (var files = Files.list(EVENTS)) {
            samples = files.filter(file -> file.toString().endsWith(".json")
                    && !file.toString().endsWith(".schema.json")).toList();
        }
        assertThat(samples).isNotEmpty();
        for (var sample : samples) {
            var event = json.readTree(Files.readString(sample));
            var entry = json.treeToValue(event.path("value"), LogEntry.class);
            assertThat(entry.kind()).as(sample.toString()).isEqualTo(event.path("headers").path("ce_type").asString());
            assertThat(entry.roomId() + ":" + entry.seq()).isEqualTo(event.path("headers").path("ce_id").asString());
        }
    }

    private static JsonNode openapi() throws IOException {
        try (var file = Files.newBufferedReader(Path.of("contracts/openapi.yaml"))) {
            return JSON.valueToTree(new Yaml().load(file));
        }
    }
}
