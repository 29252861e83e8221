package io.whispra.room;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.core.type.TypeReference;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may do what, for every operation of the contract: nothing is left out, and what is stated is what is answered. */
class MatrixTest extends ServiceTest {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    /** The answers to nobody, an outsider, somebody who was removed, a member and an admin; what the request needs. */
    private static final Map<String, Row> MATRIX = Map.ofEntries(
            row("listRooms", 401, 200, 200, 200, 200, null),
            row("createGroup", 401, 201, 201, 201, 201, "{\"clientId\":\"CLIENT\",\"name\":\"x\"}"),
            row("openPrivateRoom", 401, 201, 201, 201, 201, null),
            row("getRoom", 401, 404, 404, 200, 200, null),
            row("updateRoom", 401, 404, 404, 403, 200, "{\"description\":\"x\"}"),
            row("deleteRoom", 401, 404, 404, 403, 204, null),
            row("markRead", 401, 404, 404, 200, 200, "{\"seq\":1}"),
            row("listParticipants", 401, 404, 404, 200, 200, null),
            row("addParticipant", 401, 404, 404, 403, 201, "{\"userId\":\"NEW\"}"),
            row("setPreferences", 401, 404, 404, 200, 200, "{\"muted\":true}"),
            row("getParticipant", 401, 404, 404, 200, 200, null),
            row("setRole", 401, 404, 404, 403, 200, "{\"role\":\"admin\"}"),
            row("removeParticipant", 401, 404, 404, 403, 204, null));

    private final String admin = somebody("admin");
    private final String member = somebody("member");
    private final String victim = somebody("victim");
    private final String removed = somebody("removed");
    private final String outsider = somebody("outsider");

    private record Row(List<Integer> answers, @Nullable String body) {}

    private record Operation(String id, HttpMethod method, String path) {}

    private static Map.Entry<String, Row> row(String id, int nobody, int outsider, int removed, int member, int admin,
            @Nullable String body) {
        return Map.entry(id, new Row(List.of(nobody, outsider, removed, member, admin), body));
    }

    @Test
    void t28_t29_t39_everyOperationAnswersEverybodyAsStated() throws IOException {
        var operations = operations();
        assertThat(operations).extracting(Operation::id).containsExactlyInAnyOrderElementsOf(MATRIX.keySet());
        var stated = new TreeMap<String, List<Integer>>();
        var answered = new TreeMap<String, List<Integer>>();

        for (var operation : operations) {
            var room = group(admin, member, victim, removed);
            delete(admin, "/" + room + "/participants/" + removed).expectStatus().isNoContent();
            var answers = new ArrayList<Integer>();
            answers.add(call(client(port), operation, room));
            for (var person : List.of(outsider, removed, member, admin)) {
                answers.add(call(as(person), operation, room));
            }
            stated.put(operation.id(), stated(operation).answers());
            answered.put(operation.id(), answers);
        }

        assertThat(answered).isEqualTo(stated);
    }

    @Test
    void t29_aRoomOfOthersAnswersAsNoneDoesToEveryOperation() throws IOException {
        var room = group(admin, member, victim, removed);
        delete(admin, "/" + room + "/participants/" + removed).expectStatus().isNoContent();
        for (var operation : operations()) {
            if (operation.path().contains("{id}")) {
                var none = body(exchange(as(outsider), operation, UUID.randomUUID().toString()));
                assertThat(none).as(operation.id()).containsEntry("code", "room-not-found");
                assertThat(body(exchange(as(outsider), operation, room))).as(operation.id()).isEqualTo(none);
                assertThat(body(exchange(as(removed), operation, room))).as(operation.id()).isEqualTo(none);
            }
        }
    }

    private static Row stated(Operation operation) {
        return Objects.requireNonNull(MATRIX.get(operation.id()), operation.id());
    }

    private int call(WebTestClient who, Operation operation, String room) {
        var answer = exchange(who, operation, room).expectBody().returnResult();
        assertThat(answer.getResponseHeaders().getFirst("Cache-Control")).as(operation.id()).contains("no-store");
        assertThat(answer.getResponseHeaders().getETag()).as(operation.id()).isNull();
        return answer.getStatus().value();
    }

    private ResponseSpec exchange(WebTestClient who, Operation operation, String room) {
        var path = operation.path().replace("{id}", room)
                .replace("{userId}", operation.id().equals("openPrivateRoom") ? somebody("new") : victim);
        var request = who.method(operation.method()).uri(path);
        var body = stated(operation).body();
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body.replace("CLIENT", UUID.randomUUID().toString())
                                .replace("NEW", somebody("new")))
                        .exchange();
    }

    private static Map<String, Object> body(ResponseSpec response) {
        var fields = JSON.convertValue(json(response), new TypeReference<Map<String, Object>>() {});
        fields.remove("traceId");
        return fields;
    }

    private static List<Operation> operations() throws IOException {
        var operations = new ArrayList<Operation>();
        try (var file = Files.newBufferedReader(Path.of("contracts/openapi.yaml"))) {
            JSON.valueToTree(new Yaml().load(file)).path("paths")
                    .forEachEntry((path, methods) -> methods.propertyNames().stream().filter(METHODS::contains)
                            .forEach(method -> operations.add(new Operation(
                                    methods.path(method).path("operationId").asString(),
                                    HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path))));
        }
        return operations;
    }
}
