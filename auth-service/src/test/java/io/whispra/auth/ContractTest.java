package io.whispra.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.whispra.auth.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

class ContractTest extends RunningService {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Test
    void everyRouteIsInTheContractAndNothingElse() throws IOException {
        var existing = routes.getHandlerMethods().keySet().stream().flatMap(route -> route.getPatternsCondition()
                .getPatterns()
                .stream()
                .flatMap(path -> route.getMethodsCondition().getMethods().stream().map(method -> method + " " + path)));
        assertThat(existing).containsExactlyInAnyOrderElementsOf(operations().keySet());
    }

    @Test
    void everyProblemCodeIsInTheContract() throws IOException {
        Map<String, Object> problem = at(contract(), "components", "schemas", "Problem", "properties", "code");
        assertThat((Collection<?>) problem.get("enum"))
                .isEqualTo(Arrays.stream(ProblemType.values()).map(ProblemType::code).toList());
    }

    @Test
    void t28_whatNeedsATokenInTheContractNeedsOneInTruth() throws IOException {
        operations().forEach((operation, description) -> {
            var parts = operation.split(" ", 2);
            var answer = api.ask(HttpMethod.valueOf(parts[0]), parts[1].replace("{id}", "x"), "", _ -> {});
            assertThat(answer.body().contains("\"unauthenticated\"")).as(operation)
                    .isEqualTo(!Objects.equals(description.get("security"), List.of())
                            && !parts[1].endsWith("/oauth/token"));
        });
    }

    private static Map<String, Map<String, Object>> operations() throws IOException {
        Map<String, Map<String, Map<String, Object>>> paths = at(contract(), "paths");
        return paths.entrySet().stream().flatMap(path -> path.getValue().entrySet().stream()
                .filter(entry -> METHODS.contains(entry.getKey()))
                .map(entry -> Map.entry(
                        entry.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), entry.getValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Object> contract() throws IOException {
        return new Yaml().load(Files.readString(Path.of("contracts/openapi.yaml")));
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> at(Map<String, Object> from, String... names) {
        Map<String, Object> found = from;
        for (var name : names) {
            found = (Map<String, Object>) Objects.requireNonNull(found.get(name), name);
        }
        return (Map<String, T>) found;
    }
}
