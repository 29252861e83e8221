package io.whispra.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.client.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every request of the contract, for every kind of caller, is answered as `access-matrix.csv` says; a request that is not in it fails. */
class AccessMatrixIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    private static final String MATRIX = "/access-matrix.csv";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final int FIRST_CALLER = 3;
    private static final Map<String, Person> people = new HashMap<>();

    @BeforeAll
    static void meet() {
        List.of("outsider", "removed", "member", "admin", "other")
                .forEach(role -> people.put(role, whispra.person("The-" + role)));
    }

    @ParameterizedTest
    @CsvFileSource(resources = MATRIX, delimiter = '|', useHeadersInDisplayName = true)
    void t28EveryCallerIsAnsweredAsTheMatrixSays(ArgumentsAccessor row) {
        var answers = new ArrayList<String>();
        var expected = new ArrayList<String>();
        var callers = List.of("anonymous", "outsider", "removed", "member", "admin");
        var request = new Row(text(row, 0), text(row, 1), row.getString(2));
        // One scene is enough: who may not changes nothing, and the admin comes last.
        var scene = request.needsRoom() ? room(request.needsFile()) : new Scene("", 0, "");
        for (var n = 0; n < callers.size(); n++) {
            var caller = callers.get(n);
            expected.add(caller + " " + text(row, FIRST_CALLER + n));
            answers.add(caller + " " + answer(caller, request, scene));
        }
        assertThat(answers).isEqualTo(expected);
    }

    @Test
    void t28EveryRequestOfTheContractIsInTheMatrixAndNoOther() throws Exception {
        var listed = new TreeSet<String>();
        try (var matrix = AccessMatrixIT.class.getResourceAsStream(MATRIX)) {
            new String(Objects.requireNonNull(matrix).readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#") && !line.startsWith("method"))
                    .map(line -> line.split("\\|"))
                    .forEach(row -> listed.add(row[0].strip() + " " + row[1].strip().replaceAll("\\?.*", "")));
        }
        assertThat(listed.stream().map(AccessMatrixIT::general).toList())
                .containsExactlyInAnyOrderElementsOf(contract());
    }

    private record Row(String method, String path, @Nullable String body) {
        boolean needsFile() {
            return path.contains("/attachments/{id}") || path.contains("/files/{id}");
        }

        boolean needsRoom() {
            return needsFile() || path.contains("/rooms/{id}");
        }
    }

    private static int answer(String caller, Row request, Scene scene) {
        var api = caller.equals("anonymous") ? new Api(whispra.base(), null) : of(caller).api();
        var body = request.body() == null ? null : Json.object(fill(request.body(), scene).replace("%", "%%"));
        return api.send(request.method(), fill(request.path(), scene), body).status();
    }

    private static String text(ArgumentsAccessor row, int column) {
        return Objects.requireNonNull(row.getString(column));
    }

    private record Scene(String roomId, long seq, String attachmentId) {}

    /** A group with an admin, two members, and somebody who was sent away; one of them wrote a message, perhaps with a file. */
    private static Scene room(boolean withFile) {
        var admin = of("admin");
        var other = of("other");
        var roomId = admin.group("Matrix", of("member"), other, of("removed"));
        admin.api().delete(Person.room(roomId) + "/participants/" + of("removed").id()).expect(204);
        var attachment = withFile
                ? other.api().upload("plan.pdf", "application/pdf",
                        "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII)).expect(201).path("id").asString()
                : "";
        var message = withFile
                ? Json.object("{'clientId': 'said', 'type': 'pdf', 'attachmentIds': ['%s']}", attachment)
                : Person.text(roomId, "said", "Hello");
        var seq = other.api().post(Person.room(roomId) + "/messages", message).expect(201).path("message").path("seq");
        return new Scene(roomId, seq.asLong(), attachment);
    }

    private static String fill(String template, Scene scene) {
        return template
                .replace("/rooms/{id}", "/rooms/" + scene.roomId())
                .replace("/attachments/{id}", "/attachments/" + scene.attachmentId())
                .replace("/files/{id}", "/files/" + scene.attachmentId())
                .replace("{attempt}", UUID.randomUUID().toString())
                .replace("{variant}", "original")
                .replace("/users/{id}", "/users/" + of("other").id())
                .replace("{userId}", of("other").id())
                .replace("{outsiderId}", of("outsider").id())
                .replace("{sessionId}", "nobodys")
                .replace("{new}", UUID.randomUUID().toString())
                .replace("{seq}", Long.toString(scene.seq()))
                .replace("{emoji}", "%F0%9F%91%8D");
    }

    private static Person of(String name) {
        return Objects.requireNonNull(people.get(name));
    }

    private static List<String> contract() {
        var contract = new ArrayList<String>();
        new Api(whispra.base(), null).get("/api/v1/openapi.json").expect(200).path("paths")
                .forEachEntry((path, operations) -> operations.propertyNames().stream().filter(METHODS::contains)
                        .forEach(method -> contract.add(general(method.toUpperCase(Locale.ROOT) + " " + path))));
        return contract;
    }

    /** Whatever the places of a path are called. */
    private static String general(String request) {
        return request.replaceAll("\\{[A-Za-z]+}", "{}");
    }
}
