package io.whispra.auth;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** The service, as its clients reach it: over HTTP. */
public final class Api {

    public static final String PASSWORD = "a quiet horse";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final String base;
    private final WebClient web = WebClient.create();

    public Api(int port) {
        this.base = "http://localhost:" + port;
    }

    /** Somebody new, registered: the answer to it. */
    public Answer newPerson() {
        var answer = register("Ada Example", newEmail(), PASSWORD);
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return answer;
    }

    public static String newEmail() {
        return "person" + PEOPLE.incrementAndGet() + "@example.org";
    }

    public Answer register(String name, String email, String password) {
        return post("/api/v1/auth/register", """
                {"name": "%s", "email": "%s", "password": "%s"}""".formatted(name, email, password));
    }

    public Answer logIn(String email, String password) {
        return post("/api/v1/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, password));
    }

    /** Somebody who is registered already, on another device. */
    public Answer again(Answer person) {
        return logIn(person.text("/user/email"), PASSWORD);
    }

    /** A token of a service, with all its scopes. */
    public String service(String id, String secret) {
        return ask(HttpMethod.POST, "/api/v1/oauth/token", "grant_type=client_credentials", headers -> {
            headers.setContentType(MediaType.APPLICATION_FORM_URLENCODED);
            headers.setBasicAuth(id, secret);
        }).text("/access_token");
    }

    public Answer refresh(String refreshToken) {
        return now(refreshing(refreshToken));
    }

    public Mono<Answer> refreshing(String refreshToken) {
        return posting("/api/v1/auth/refresh", """
                {"refreshToken": "%s"}""".formatted(refreshToken));
    }

    public Answer logOut(String refreshToken) {
        return post("/api/v1/auth/logout", """
                {"refreshToken": "%s"}""".formatted(refreshToken));
    }

    /** As a proxy passes it on for somebody at that address. */
    public Answer postFrom(String address, String path, String json) {
        return now(asking(HttpMethod.POST, path, json, headers -> headers.set("X-Forwarded-For", address)));
    }

    public Answer post(String path, String json) {
        return now(posting(path, json));
    }

    public Mono<Answer> posting(String path, String json) {
        return asking(HttpMethod.POST, path, json, _ -> {});
    }

    public Answer get(String path, String accessToken) {
        return now(asking(HttpMethod.GET, path, "", headers -> headers.setBearerAuth(accessToken)));
    }

    public Answer put(String path, String accessToken, String json) {
        return now(asking(HttpMethod.PUT, path, json, headers -> headers.setBearerAuth(accessToken)));
    }

    public Answer delete(String path, String accessToken, String json) {
        return now(asking(HttpMethod.DELETE, path, json, headers -> headers.setBearerAuth(accessToken)));
    }

    public Answer patch(String path, String accessToken, String json) {
        return now(asking(HttpMethod.PATCH, path, json, headers -> headers.setBearerAuth(accessToken)));
    }

    /** Anything; the body is JSON unless a header says otherwise, and absent if empty. */
    public Answer ask(HttpMethod method, String path, String body, Consumer<HttpHeaders> headers) {
        return now(asking(method, path, body, headers));
    }

    private Mono<Answer> asking(HttpMethod method, String path, String body, Consumer<HttpHeaders> headers) {
        var request = web.method(method).uri(URI.create(base + path)).headers(h -> {
            if (!body.isEmpty()) {
                h.setContentType(MediaType.APPLICATION_JSON);
            }
            headers.accept(h);
        });
        return (body.isEmpty() ? request : request.bodyValue(body)).exchangeToMono(answer -> answer
                .bodyToMono(String.class)
                .defaultIfEmpty("")
                .map(text -> new Answer(answer.statusCode().value(), answer.headers().asHttpHeaders(), text)));
    }

    private static Answer now(Mono<Answer> answer) {
        return Objects.requireNonNull(answer.block(PATIENCE));
    }
}
