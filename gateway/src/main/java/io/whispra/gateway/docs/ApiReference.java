package io.whispra.gateway.docs;

import java.util.Map;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.webjars.WebJarVersionLocator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** The reference, made when it is first asked for: most gateways are never asked. */
@RestController
final class ApiReference {

    private static final String HTML = "text/html;charset=UTF-8";
    private static final MediaType SCRIPT = MediaType.valueOf("text/javascript");
    private static final MediaType STYLE = MediaType.valueOf("text/css");
    private static final MediaType YAML = MediaType.valueOf("application/yaml");

    private final Map<String, Asset> assets;
    private final Mono<byte[]> openapi;
    private final Mono<String> problems;
    private final Mono<String> realtime;

    ApiReference(Contracts contracts, JsonMapper json) {
        this.assets = assets();
        this.openapi = once(Mono.fromCallable(() -> json.writeValueAsBytes(Bundle.of(contracts))));
        this.problems = once(Mono.fromCallable(() -> Pages.problems(contracts)));
        this.realtime = once(Mono.fromCallable(() -> Pages.realtime(contracts, json)));
    }

    private record Asset(Resource file, MediaType type) {}

    @GetMapping(path = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<byte[]> openapi() {
        return openapi;
    }

    @GetMapping(path = "/docs", produces = HTML)
    Resource docs() {
        return new ClassPathResource("docs/index.html");
    }

    @GetMapping(path = "/docs/problems", produces = HTML)
    Mono<String> problems() {
        return problems;
    }

    @GetMapping(path = "/docs/realtime", produces = HTML)
    Mono<String> realtime() {
        return realtime;
    }

    /** Which files there are the door says. */
    @GetMapping("/docs/{file}")
    ResponseEntity<Resource> asset(@PathVariable String file) {
        var asset = assets.get(file);
        return asset == null
                ? ResponseEntity.notFound().build()
                : ResponseEntity.ok().contentType(asset.type()).body(asset.file());
    }

    private static Map<String, Asset> assets() {
        return Map.of(
                "start.js", new Asset(new ClassPathResource("docs/start.js"), SCRIPT),
                "pages.css", new Asset(new ClassPathResource("docs/pages.css"), STYLE),
                "asyncapi.yaml", new Asset(new ClassPathResource("contracts/gateway/contracts/asyncapi.yaml"), YAML),
                "swagger-ui.css", new Asset(swaggerUi("swagger-ui.css"), STYLE),
                "swagger-ui-bundle.js", new Asset(swaggerUi("swagger-ui-bundle.js"), SCRIPT));
    }

    private static Resource swaggerUi(String file) {
        var path = new WebJarVersionLocator().fullPath("swagger-ui", file);
        if (path == null) {
            throw new IllegalStateException("swagger-ui has no " + file);
        }
        return new ClassPathResource(path);
    }

    private static <T> Mono<T> once(Mono<T> made) {
        return made.subscribeOn(Schedulers.boundedElastic()).cache();
    }
}
