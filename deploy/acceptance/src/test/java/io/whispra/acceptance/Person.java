package io.whispra.acceptance;

import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.client.Json;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody with an account of their own, made for one test. */
record Person(String name, String id, Api api) {

    static Person register(URI base, String name) {
        var anonymous = new Api(base, null);
        var account = Json.object("{'name': '%s', 'email': '%s.%s@example.org', 'password': '%s'}", name,
                name.toLowerCase(java.util.Locale.ROOT), UUID.randomUUID(), "correct horse " + UUID.randomUUID());
        var answer = Api.patiently(() -> anonymous.post("/api/v1/auth/register", account)).expect(201);
        return new Person(name, answer.path("user").path("id").asString(),
                anonymous.with(answer.path("accessToken").asString()));
    }

    String token() {
        return String.valueOf(api.token());
    }

    ChatClient connect(Transport transport) {
        var client = transport.connect(api.base(), token());
        client.await("ready");
        return client;
    }

    /** Makes a group with these people in it and answers with its id. */
    String group(String roomName, Person... others) {
        var ids = Arrays.stream(others).map(p -> '"' + p.id() + '"').collect(Collectors.joining(","));
        var group = Json.object("{'clientId': '%s', 'type': 'group', 'name': '%s', 'participantIds': [%s]}",
                UUID.randomUUID(), roomName, ids);
        var answer = Api.patiently(() -> api.post("/api/v1/rooms", group));
        assertThat(answer.status()).as(answer.body().toString()).isIn(200, 201);
        return answer.body().path("id").asString();
    }

    static ObjectNode text(String roomId, String clientId, String content) {
        var message = Json.object("{'roomId': '%s', 'clientId': '%s', 'type': 'text'}", roomId, clientId);
        return message.put("content", content);
    }

    static String room(String roomId) {
        return "/api/v1/rooms/" + roomId;
    }
}
