package io.whispra.acceptance;

import java.net.URI;
import java.util.Locale;
import java.util.UUID;

import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.client.Api.Answer;
import io.whispra.acceptance.client.Json;
import tools.jackson.databind.JsonNode;

/** Somebody who knows a password, and comes with as many devices as a test needs. */
record Account(String name, String id, String email, String password) {

    /** One login: what this device holds. */
    record Device(Person person, String refreshToken) {

        static Device of(Account account, URI base, JsonNode answer) {
            var api = new Api(base, answer.path("accessToken").asString());
            return new Device(new Person(account.name, account.id, api), answer.path("refreshToken").asString());
        }

        Api api() {
            return person.api();
        }

        /** Asks for the next tokens. */
        Answer refresh() {
            return refresh(refreshToken);
        }

        Answer refresh(String token) {
            return api().with(null).post("/api/v1/auth/refresh", Json.object("{'refreshToken': '%s'}", token));
        }

        /** The same device with the tokens of an answer. */
        Device with(JsonNode answer) {
            return new Device(
                    new Person(person.name(), person.id(), api().with(answer.path("accessToken").asString())),
                    answer.path("refreshToken").asString());
        }
    }

    static Account open(URI base, String name) {
        var email = "%s.%s@example.org".formatted(name.toLowerCase(Locale.ROOT), UUID.randomUUID());
        var password = "correct horse " + UUID.randomUUID();
        var answer = register(base, name, email, password).expect(201);
        return new Account(name, answer.path("user").path("id").asString(), email, password);
    }

    static Answer register(URI base, String name, String email, String password) {
        var body = Json.object().put("name", name).put("email", email).put("password", password);
        return new Api(base, null).post("/api/v1/auth/register", body);
    }

    /** Another device, through the gateway at this address. */
    Device logIn(URI base) {
        return Device.of(this, base, tryToLogIn(base, password).expect(200));
    }

    Answer tryToLogIn(URI base, String typed) {
        return new Api(base, null).post("/api/v1/auth/login", Json.object().put("email", email).put("password", typed));
    }
}
