package io.whispra.gateway.docs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI documents of the services as one (OpenAPI 3.1): their public paths, and of their components those that these refer to,
 * each under the name of its service.
 */
final class Bundle {

    private static final List<String> SERVICES = List.of("auth-service", "room-service", "message-service",
            "media-service", "gateway");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String INTERNAL = "/internal/";
    private static final String ACCESS_TOKEN = "accessToken";

    private final Contracts contracts;
    private final ObjectNode paths = JsonNodeFactory.instance.objectNode();
    private final ObjectNode components = JsonNodeFactory.instance.objectNode();
    private final Set<Place> known = new HashSet<>();
    private final Deque<Place> wanted = new ArrayDeque<>();

    private Bundle(Contracts contracts) {
        this.contracts = contracts;
    }

    static ObjectNode of(Contracts contracts) {
        var bundle = new Bundle(contracts);
        SERVICES.forEach(bundle::add);
        for (var place = bundle.wanted.poll(); place != null; place = bundle.wanted.poll()) {
            bundle.add(place);
        }
        return bundle.document();
    }

    private ObjectNode document() {
        var document = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Whispra").put("version", "1").put("description",
                "Everything that the gateway answers over HTTP. The events of the sockets are described at "
                        + "[/docs/realtime](/docs/realtime), the codes of refusals at [/docs/problems](/docs/problems).");
        var tags = document.putArray("tags");
        SERVICES.forEach(service -> tags.addObject().put("name", service)
                .put("description",
                        contracts.read(openapi(service)).path("info").path("description").asString("").strip()));
        document.set("paths", paths);
        document.set("components", components);
        return document;
    }

    private void add(String service) {
        var file = openapi(service);
        var document = contracts.read(file);
        document.path("paths").forEachEntry((path, item) -> {
            if (!path.startsWith(INTERNAL)) {
                var copy = (ObjectNode) copy(file, item);
                METHODS.stream().filter(copy::has).forEach(method -> {
                    var operation = (ObjectNode) copy.get(method);
                    operation.putArray("tags").add(service);
                    secure(file, document, operation);
                });
                paths.set(path, copy);
            }
        });
    }

    /** What an operation demands, said of each; one name for the access token that all services take. */
    private void secure(String file, JsonNode document, ObjectNode operation) {
        var demanded = operation.has("security") ? operation.get("security") : document.path("security");
        var security = JsonNodeFactory.instance.arrayNode();
        for (var alternative : demanded) {
            var named = security.addObject();
            alternative.forEachEntry((scheme, scopes) -> named.set(schemeOf(file, scheme), scopes));
        }
        operation.set("security", security);
    }

    private String schemeOf(String file, String scheme) {
        var place = new Place(file, "/components/securitySchemes/" + scheme);
        var described = contracts.read(file).at(place.inFile());
        var schemes = components.withObject("/securitySchemes");
        var name = "bearer".equals(described.path("scheme").asString("")) ? ACCESS_TOKEN : place.name();
        if (!schemes.has(name)) {
            schemes.set(name, described);
        }
        return name;
    }

    private void add(Place place) {
        var found = contracts.read(place.file()).at(place.inFile());
        if (found.isMissingNode()) {
            throw new IllegalStateException(place + " is referred to and is not there");
        }
        var copy = copy(place.file(), found);
        if (copy instanceof ObjectNode schema) {
            schema.remove(List.of("$id", "$schema"));
        }
        if (!components.has(place.section())) {
            components.putObject(place.section());
        }
        ((ObjectNode) components.get(place.section())).set(place.name(), copy);
    }

    private JsonNode copy(String file, JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.forEachEntry((name, value) -> copy.set(name,
                        name.equals("$ref") && value.isString()
                                ? reference(file, value.stringValue())
                                : copy(file, value)));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(value -> copy.add(copy(file, value)));
                yield copy;
            }
            default -> node;
        };
    }

    private JsonNode reference(String file, String reference) {
        var place = Place.of(file, reference);
        if (known.add(place)) {
            wanted.add(place);
        }
        return JsonNodeFactory.instance.stringNode(
                "#/components/" + place.section() + "/" + place.name() + Place.within(place, reference));
    }

    private static String openapi(String service) {
        return service + "/contracts/openapi.yaml";
    }
}
