package io.whispra.acceptance;

import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.client.Json;
import tools.jackson.databind.node.ObjectNode;

/** Somebody with an account of their own, made for one test. */
record Person(String name, String id, Api api) {

    static Person register(URI base, String name) {
        var anonymous = new Api(base, null);
        var answer = anonymous.post("/api/v1/auth/register",
                Json.object("{'name': '%s', 'email': '%s.%s@example.org', 'password': '%s'}", name,
                        name.toLowerCase(java.util.Locale.ROOT), UUID.randomUUID(),
                        "correct horse " + UUID.randomUUID()))
                .expect(201);
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
        return api.post("/api/v1/rooms",
                Json.object("{'clientId': '%s', 'type': 'group', 'name': '%s', 'participantIds': [%s]}",
                        UUID.randomUUID(), roomName, ids))
                .expect(201).path("id").asString();
    }

    static ObjectNode text(String roomId, String clientId, String content) {
        var message = Json.object("{'roomId': '%s', 'clientId': '%s', 'type': 'text'}", roomId, clientId);
        return message.put("content", content);
    }

    static String room(String roomId) {
        return "/api/v1/rooms/" + roomId;
    }
}
