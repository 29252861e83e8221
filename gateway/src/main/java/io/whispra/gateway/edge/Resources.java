package io.whispra.gateway.edge;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

import static io.whispra.gateway.edge.Service.AUTH;
import static io.whispra.gateway.edge.Service.FILE;
import static io.whispra.gateway.edge.Service.GATEWAY;
import static io.whispra.gateway.edge.Service.MEDIA;
import static io.whispra.gateway.edge.Service.MESSAGE;
import static io.whispra.gateway.edge.Service.ROOM;
import static io.whispra.gateway.edge.Service.SOCKET;
import static io.whispra.gateway.edge.Service.UPLOAD;
import static io.whispra.gateway.edge.Service.WEB;

/** Everything that is let in. What is not in this table does not exist. */
final class Resources {

    private static final String API = "/api/v1";
    private static final String READ = "GET HEAD";

    private static final List<Resource> ALL = Stream.of(
            open(GATEWAY, API + "/health", "GET"),
            people(GATEWAY, API + "/sync", "POST"),
            // The token comes in the first frame of these; their handlers ask for it.
            open(SOCKET, API + "/ws", "GET"),
            open(SOCKET, "/socket.io/", "GET POST OPTIONS"),

            open(GATEWAY, API + "/openapi.json", "GET"),
            open(GATEWAY, "/docs", "GET"),
            open(GATEWAY, "/docs/realtime", "GET"),
            open(GATEWAY, "/docs/problems", "GET"),
            open(GATEWAY, "/docs/asyncapi.yaml", "GET"),
            open(GATEWAY, "/docs/start.js", "GET"),
            open(GATEWAY, "/docs/pages.css", "GET"),
            open(GATEWAY, "/docs/swagger-ui.css", "GET"),
            open(GATEWAY, "/docs/swagger-ui-bundle.js", "GET"),

            // The web client: its files, and then its pages.
            open(WEB, "/{file}", READ),
            open(WEB, "/assets/{file}", READ),
            open(WEB, "/icons/{file}", READ),
            open(WEB, "/", READ),
            open(WEB, "/signin", READ),
            open(WEB, "/register", READ),
            open(WEB, "/new", READ),
            open(WEB, "/search", READ),
            open(WEB, "/rooms/{id}", READ),
            open(WEB, "/rooms/{id}/{id}", READ),
            open(WEB, "/settings", READ),
            open(WEB, "/settings/{id}", READ),

            open(AUTH, API + "/auth/register", "POST"),
            open(AUTH, API + "/auth/login", "POST"),
            open(AUTH, API + "/auth/refresh", "POST"),
            open(AUTH, API + "/auth/logout", "POST"),
            open(AUTH, API + "/oauth/token", "POST"),
            open(AUTH, "/.well-known/jwks.json", "GET"),
            people(AUTH, API + "/me", "GET PATCH DELETE"),
            people(AUTH, API + "/me/password", "PUT"),
            people(AUTH, API + "/me/sessions", "GET DELETE"),
            people(AUTH, API + "/me/sessions/{id}", "DELETE"),
            people(AUTH, API + "/users", "GET"),
            people(AUTH, API + "/users/{id}", "GET"),

            people(ROOM, API + "/rooms", "GET POST"),
            people(ROOM, API + "/rooms/private/{id}", "PUT"),
            people(ROOM, API + "/rooms/{id}", "GET PATCH DELETE"),
            people(ROOM, API + "/rooms/{id}/participants", "GET POST"),
            people(ROOM, API + "/rooms/{id}/participants/{id}", "GET PUT PATCH DELETE"),
            people(ROOM, API + "/rooms/{id}/read", "PUT"),

            people(MESSAGE, API + "/rooms/{id}/messages", "GET POST"),
            people(MESSAGE, API + "/rooms/{id}/messages/{seq}", "GET PATCH DELETE"),
            people(MESSAGE, API + "/rooms/{id}/messages/{seq}/reactions/{emoji}", "PUT DELETE"),
            people(MESSAGE, API + "/rooms/{id}/entries", "GET"),
            people(MESSAGE, API + "/rooms/{id}/search", "GET"),
            people(MESSAGE, API + "/search", "GET"),

            people(UPLOAD, API + "/attachments", "POST"),
            // Takes as long as an upload.
            people(UPLOAD, API + "/attachments/{id}/complete", "POST"),
            people(MEDIA, API + "/attachments/{id}", "GET DELETE"),
            people(MEDIA, API + "/me/storage", "GET"),
            people(MEDIA, API + "/rooms/{id}/attachments", "GET"),
            people(MEDIA, API + "/attachments/{id}/link", "GET"),
            people(MEDIA, API + "/attachments/{id}/content", "GET"),
            // The signature in the address is the permission.
            open(FILE, API + "/files/{id}/{id}/{id}", "GET HEAD"))
            .toList();

    private Resources() {}

    static @Nullable Resource at(List<String> path) {
        for (var resource : ALL) {
            if (resource.path().matches(path)) {
                return resource;
            }
        }
        return null;
    }

    private static Resource open(Service service, String path, String methods) {
        return new Resource(service, Template.of(path), methods(methods), true);
    }

    private static Resource people(Service service, String path, String methods) {
        return new Resource(service, Template.of(path), methods(methods), false);
    }

    private static Set<HttpMethod> methods(String names) {
        return Stream.of(names.split(" ")).map(HttpMethod::valueOf).collect(Collectors.toSet());
    }
}
