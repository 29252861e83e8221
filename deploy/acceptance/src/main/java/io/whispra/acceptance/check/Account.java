package io.whispra.acceptance.check;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

import io.whispra.acceptance.client.Api;
import io.whispra.acceptance.client.Json;
import tools.jackson.databind.JsonNode;

/** Somebody with an account of their own, whose access token is kept fresh. */
final class Account {

    private static final long FRESH = Duration.ofMinutes(6).toMillis();
    private static final int OK = 200;

    private final Api anonymous;
    private final String name;
    private final String id;
    private String token;
    private String refreshToken;
    private long refreshedAt;

    private Account(Api anonymous, String name, JsonNode answer) {
        this.anonymous = anonymous;
        this.name = name;
        this.id = answer.path("user").path("id").asString();
        this.token = answer.path("accessToken").asString();
        this.refreshToken = answer.path("refreshToken").asString();
        this.refreshedAt = System.currentTimeMillis();
    }

    static Account register(URI base, String name) {
        var anonymous = new Api(base, null);
        var answer = anonymous.post("/api/v1/auth/register",
                Json.object("{'name': '%s', 'email': '%s@example.org', 'password': '%s'}", name, UUID.randomUUID(),
                        "correct horse " + UUID.randomUUID()))
                .expect(201);
        return new Account(anonymous, name, answer);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    URI base() {
        return anonymous.base();
    }

    Api api() {
        return anonymous.with(token());
    }

    /** Good for some minutes; while nobody can renew it, the last one. */
    synchronized String token() {
        if (System.currentTimeMillis() - refreshedAt > FRESH) {
            refresh();
        }
        return token;
    }

    private void refresh() {
        try {
            var answer = anonymous.post("/api/v1/auth/refresh", Json.object("{'refreshToken': '%s'}", refreshToken));
            if (answer.status() == OK) {
                token = answer.body().path("accessToken").asString();
                refreshToken = answer.body().path("refreshToken").asString();
                refreshedAt = System.currentTimeMillis();
            }
        } catch (UncheckedIOException _) {
            // The next one who asks tries again.
        }
    }
}
