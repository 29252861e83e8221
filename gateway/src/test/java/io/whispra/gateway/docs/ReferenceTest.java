package io.whispra.gateway.docs;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.whispra.gateway.Contracts;
import io.whispra.gateway.OnGateway;
import io.whispra.gateway.problem.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What those who build on Whispra read, held against the contracts that it is made from. */
class ReferenceTest extends OnGateway {

    private static final Map<String, String> SERVICES = Map.of("auth-service", "../auth-service/", "room-service",
            "../room-service/", "message-service", "../message-service/", "media-service", "../media-service/",
            "gateway", "");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @Test
    void theContractOfAllHasEveryPublicOperationOfEachAndNothingInternal() {
        var expected = new TreeSet<String>();
        SERVICES.values().forEach(folder -> expected.addAll(operations(contract(folder))));
        expected.removeIf(operation -> operation.contains(" /internal/"));

        assertThat(operations(openapi())).isEqualTo(expected).hasSizeGreaterThan(40);
        assertThat(openapi().toString()).doesNotContain("asyncapi.yaml#", "entry.schema.json");
    }

    @Test
    void everyReferenceLeadsSomewhereAndNoComponentIsThereForNobody() {
        var openapi = openapi();
        var references = new HashSet<String>();
        openapi.findValues("$ref").forEach(reference -> references.add(reference.asString()));

        assertThat(references).isNotEmpty().allSatisfy(
                reference -> assertThat(openapi.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
        openapi.path("components").forEachEntry((section, components) -> {
            if (!section.equals("securitySchemes")) {
                components.propertyNames().forEach(name -> assertThat(references)
                        .as(name).anyMatch(reference -> reference.startsWith("#/components/" + section + "/" + name)));
            }
        });
    }

    @Test
    void everyOperationSaysWhatItDemands() {
        var openapi = openapi();
        var schemes = openapi.path("components").path("securitySchemes");
        openapi.path("paths").forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
            if (METHODS.contains(method)) {
                assertThat(operation.path("security").isArray()).as("%s %s", method, path).isTrue();
                operation.path("security").forEach(demanded -> demanded.propertyNames()
                        .forEach(name -> assertThat(schemes.has(name)).as(name).isTrue()));
            }
        }));
        assertThat(openapi.at("/paths/~1api~1v1~1auth~1login/post/security")).isEmpty();
        assertThat(openapi.at("/paths/~1api~1v1~1rooms/get/security/0").propertyNames())
                .containsExactly("accessToken");
    }

    @Test
    void theCatalogueHasEveryCodeOfEachServiceAndNoOther() {
        var catalogue = Contracts.read("contracts/problems.yaml");
        SERVICES.forEach((service, folder) -> {
            var listed = new TreeSet<String>();
            catalogue.forEach(problem -> {
                if (strings(problem.path("by")).contains(service)) {
                    listed.add(problem.path("code").asString());
                }
            });
            var own = new TreeSet<String>();
            if (service.equals("gateway")) {
                List.of(ProblemType.values()).forEach(type -> own.add(type.code()));
            } else {
                contract(folder).findParents("enum").stream()
                        .map(property -> strings(property.path("enum")))
                        .filter(codes -> codes.contains("unauthenticated"))
                        .forEach(own::addAll);
            }
            assertThat(listed).as(service).isEqualTo(own);
        });
    }

    @Test
    void theCatalogueSaysOfOwnCodesWhatIsSaidToClients() {
        var catalogue = Contracts.read("contracts/problems.yaml");
        for (var type : ProblemType.values()) {
            assertThat(catalogue).anySatisfy(problem -> {
                assertThat(problem.path("code").asString()).isEqualTo(type.code());
                assertThat(problem.path("status").asInt()).isEqualTo(type.status().value());
                assertThat(problem.path("title").asString()).isEqualTo(type.title());
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"/docs, text/html, /docs/swagger-ui-bundle.js", "/docs/realtime, text/html, room.event",
            "/docs/problems, text/html, id=\"room-not-found\"", "/docs/asyncapi.yaml, application/yaml, asyncapi: 3",
            "/docs/start.js, text/javascript, /api/v1/openapi.json", "/docs/pages.css, text/css, color-scheme",
            "/docs/swagger-ui.css, text/css, .swagger-ui",
            "/docs/swagger-ui-bundle.js, text/javascript, SwaggerUIBundle"})
    void pageIsThereForEverybodyUnderTheSamePolicy(String path, String type, String content) {
        var answer = client().mutate().codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 * 1024 * 1024)).build()
                .get().uri(path).exchange().expectStatus().isOk().expectBody(String.class).returnResult();

        assertThat(answer.getResponseHeaders().getContentType()).hasToString(type.equals("text/html")
                ? "text/html;charset=UTF-8"
                : type);
        assertThat(answer.getResponseHeaders().getFirst("Content-Security-Policy")).contains("script-src 'self';");
        assertThat(answer.getResponseBody()).contains(content);
        assertThat(type.equals("text/html") ? answer.getResponseBody() : "").doesNotContain("<script>", " style=\"");
    }

    @Test
    void otherFilesAreNotThere() {
        for (var path : List.of("/docs/", "/docs/index.html", "/docs/swagger-ui.js", "/docs/..%2fapplication.yaml",
                "/docs/problems.yaml", "/contracts/gateway/contracts/openapi.yaml")) {
            client().get().uri(java.net.URI.create("http://localhost:" + port + path)).exchange().expectStatus()
                    .isNotFound();
        }
    }

    private JsonNode openapi() {
        var answer = client().mutate().codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 * 1024 * 1024)).build()
                .get().uri("/api/v1/openapi.json").exchange().expectStatus().isOk()
                .expectBody(byte[].class).returnResult();
        return JsonMapper.shared().readTree(answer.getResponseBody());
    }

    private static JsonNode contract(String folder) {
        return Contracts.read(folder + "contracts/openapi.yaml");
    }

    private static Set<String> operations(JsonNode contract) {
        var operations = new TreeSet<String>();
        contract.path("paths").forEachEntry((path, item) -> item.propertyNames().stream().filter(METHODS::contains)
                .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        return operations;
    }

    private static Set<String> strings(JsonNode values) {
        var strings = new TreeSet<String>();
        values.forEach(value -> strings.add(value.asString()));
        return strings;
    }
}
