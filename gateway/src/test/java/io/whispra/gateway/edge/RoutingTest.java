package io.whispra.gateway.edge;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import io.whispra.gateway.OnGateway;
import io.whispra.gateway.RawHttp;
import io.whispra.gateway.StandIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

class RoutingTest extends OnGateway {

    @BeforeEach
    void forgetRequests() {
        StandIn.all().forEach(StandIn::forget);
    }

    @ParameterizedTest
    @CsvSource({
            "auth, GET, /api/v1/me", "auth, PATCH, /api/v1/me", "auth, DELETE, /api/v1/me",
            "auth, PUT, /api/v1/me/password", "auth, GET, /api/v1/me/sessions", "auth, DELETE, /api/v1/me/sessions",
            "auth, DELETE, /api/v1/me/sessions/s1", "auth, GET, /api/v1/users?q=a%20b", "auth, GET, /api/v1/users/u1",
            "room, GET, /api/v1/rooms", "room, POST, /api/v1/rooms", "room, PUT, /api/v1/rooms/private/u1",
            "room, GET, /api/v1/rooms/r1", "room, PATCH, /api/v1/rooms/r1", "room, DELETE, /api/v1/rooms/r1",
            "room, GET, /api/v1/rooms/r1/participants", "room, POST, /api/v1/rooms/r1/participants",
            "room, GET, /api/v1/rooms/r1/participants/me", "room, PUT, /api/v1/rooms/r1/participants/u1",
            "room, DELETE, /api/v1/rooms/r1/participants/u1", "room, PUT, /api/v1/rooms/r1/read",
            "message, GET, /api/v1/rooms/r0/messages?before=7&limit=50", "message, GET, /api/v1/rooms/r0/messages/7",
            "message, PATCH, /api/v1/rooms/r0/messages/7", "message, DELETE, /api/v1/rooms/r0/messages/7",
            "message, PUT, /api/v1/rooms/r0/messages/7/reactions/%F0%9F%91%8D",
            "message, DELETE, /api/v1/rooms/r0/messages/7/reactions/1%EF%B8%8F%E2%83%A3",
            "message, GET, /api/v1/rooms/r0/entries", "message, GET, /api/v1/rooms/r0/search?q=x",
            "message, GET, /api/v1/search?q=x",
            "media, POST, /api/v1/attachments", "media, GET, /api/v1/attachments/a1",
            "media, POST, /api/v1/attachments/a1/complete", "media, GET, /api/v1/attachments/a1/link?variant=small",
            "media, GET, /api/v1/attachments/a1/content"})
    void everyListedPathGoesToItsServiceWithTheCallersToken(String service, String method, String path) {
        var token = issuer.userToken("anna");

        client().method(HttpMethod.valueOf(method))
                .uri(uri(path))
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectStatus()
                .isOk();

        var asked = asked().getFirst();
        assertThat(asked.uri()).isEqualTo(path);
        assertThat(asked.method()).isEqualTo(method);
        assertThat(asked.headers().get("Authorization")).endsWith(token).startsWith("Bearer ");
        assertThat(answering()).startsWith(service);
        assertThat(asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
            "POST, /api/v1/auth/register", "POST, /api/v1/auth/login", "POST, /api/v1/auth/refresh",
            "POST, /api/v1/auth/logout", "POST, /api/v1/oauth/token", "GET, /.well-known/jwks.json"})
    void openPathsNeedNoTokenAndAreNotStoppedByAnOldOne(String method, String path) {
        client().method(HttpMethod.valueOf(method)).uri(path).exchange().expectStatus().isOk();
        client().method(HttpMethod.valueOf(method))
                .uri(path)
                .header("Authorization", "Bearer expired")
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(auth.asked()).hasSize(2)
                .noneMatch(asked -> asked.headers().contains("Authorization"));
    }

    @Test
    void serviceCredentialsReachTheTokenEndpoint() {
        client().post()
                .uri("/api/v1/oauth/token")
                .headers(headers -> headers.setBasicAuth("bot", "secret"))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue("grant_type=client_credentials")
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(auth.asked().getFirst().headers().get("Authorization")).startsWith("Basic ");
    }

    @Test
    void aRoomAlwaysGoesToTheSameInstanceAndRoomsAreSpread() {
        for (var round = 0; round < 2; round++) {
            IntStream.range(0, 40).forEach(i -> get("/api/v1/rooms/room-" + i + "/entries", 200));
        }

        var first = message.asked().stream().map(StandIn.Asked::uri).toList();
        var second = otherMessage.asked().stream().map(StandIn.Asked::uri).toList();
        assertThat(first).doesNotContainAnyElementsOf(second);
        assertThat(first.size()).isBetween(8, 72);
        assertThat(first.size() + second.size()).isEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/internal/v1/users/u1/rooms", "//internal/v1/users/u1/rooms", "/api/..;/internal/v1/users/u1/rooms",
            "/api/%2e%2e/internal/v1/users/u1/rooms", "/api/v1/../../internal/v1/users/u1/rooms",
            "/api/v1/rooms/%2F..%2F..%2Finternal", "/api/v1/rooms/..%2Finternal", "/api/v1/rooms/%2e%2e",
            "/api/v1/rooms/..", "/api/v1/rooms/.", "/Internal/v1/users/u1/rooms", "/API/V1/rooms", "/api/v1/Rooms",
            "/api/v1/rooms.", "/api/v1/rooms/", "/api/v1//rooms", "/api/v1/rooms;x=1", "/api/v1;x/rooms",
            "/api/v1/rooms/r1;x=../..", "/api/v1/rooms/r1%00", "/api/v1/rooms/r1%3B", "/api/v1/rooms%20",
            "/api/v1/rooms/%72%31", "/api\\v1\\rooms", "/api/v1/rooms/r1%5c..%5c", "/api/v1/rooms/r1/unknown",
            "/api/v1/rooms/r1/messages/x", "/api/v1/rooms/r1/messages/7/reactions/%2e%2e",
            "/api/v1/rooms/r1/messages/7/reactions/%2F",
            "http://127.0.0.1/internal/v1/users/u/rooms",
            "/api/v2/rooms", "/docs/nothing", "/webjars/x", "/favicon.ico"})
    void t43WhatIsNotListedIsNotRouted(String target) {
        var answer = RawHttp.send(port,
                "GET " + target + " HTTP/1.1\r\nAuthorization: Bearer " + issuer.userToken("anna"));

        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*");
        assertThat(asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/actuator", "/actuator/health", "/actuator/gateway/routes", "/actuator/env", "/actuator/heapdump",
            "/actuator/health/x/../", "/env", "/heapdump", "/health", "/api/v1/actuator"})
    void t44ActuatorsAreNotOnThePublicPort(String target) {
        for (var method : List.of("GET", "POST")) {
            var answer = RawHttp.send(port,
                    method + " " + target + " HTTP/1.1\r\nAuthorization: Bearer " + issuer.userToken("anna"));

            assertThat(answer).startsWith("HTTP/1.1 404 ").contains("\"code\":\"not-found\"");
        }
    }

    @Test
    void t44RoutesCannotBeAdded() {
        client().post()
                .uri("/actuator/gateway/routes/evil")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"uri\":\"http://127.0.0.1:1\"}")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @ParameterizedTest
    @CsvSource({"TRACE, /api/v1/rooms", "HEAD, /api/v1/auth/login", "POST, /api/v1/rooms/r1", "DELETE, /api/v1/rooms",
            "GET, /api/v1/auth/login", "OPTIONS, /api/v1/rooms", "PROPFIND, /api/v1/rooms", "CONNECT, /api/v1/rooms"})
    void t48OtherMethodsAreRefused(String method, String path) {
        var answer = RawHttp.send(port,
                method + " " + path + " HTTP/1.1\r\nAuthorization: Bearer " + issuer.userToken("anna"));

        assertThat(answer).startsWith("HTTP/1.1 405 ").containsIgnoringCase("\r\nallow: ");
        assertThat(asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "x-http-method", "X-Method-Override"})
    void t48AMethodCannotBeOverridden(String header) {
        client().get()
                .uri("/api/v1/rooms/r1")
                .headers(headers -> headers.setBearerAuth(issuer.userToken("anna")))
                .header(header, "DELETE")
                .exchange()
                .expectStatus()
                .isEqualTo(405);

        assertThat(asked()).isEmpty();
    }

    @Test
    void t41NothingThatNamesAUserOrAProxyReachesAService() {
        var answer = RawHttp.send(port, String.join("\r\n", "GET /api/v1/rooms HTTP/1.1",
                "Authorization: Bearer " + issuer.userToken("anna"), "X-User-Id: ben", "x_user_id: ben",
                "X-User-Id: carl", "X-Auth-User: ben", "X-Forwarded-For: 1.2.3.4", "X-Forwarded-Host: evil",
                "X-Forwarded-Proto: https", "Forwarded: for=1.2.3.4;host=evil", "X-Real-IP: 1.2.3.4",
                "Connection: X-User-Id", "Proxy-Authorization: x", "TE: trailers", "X-Original-URL: /internal"));

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(room.asked().getFirst().headers().names()).map(String::toLowerCase)
                .isSubsetOf("authorization", "traceparent", "host", "accept", "user-agent", "content-length");
    }

    @Test
    void t41TheTokenCannotBeTakenOffOnTheWay() {
        var token = issuer.userToken("anna");

        RawHttp.send(port, "GET /api/v1/rooms HTTP/1.1\r\nAuthorization: Bearer " + token
                + "\r\nConnection: Authorization");

        assertThat(room.asked()).allMatch(asked -> asked.headers().get("Authorization", "").equals("Bearer " + token)
                || !asked.headers().contains("Authorization"));
    }

    @Test
    void t42TheAuthServiceHearsFromThisGatewayAloneWhereARequestCameFrom() {
        for (int i = 0; i < 20; i++) {
            RawHttp.send(port, String.join("\r\n", "POST /api/v1/auth/login HTTP/1.1", "Content-Length: 0",
                    "X-Forwarded-For: 10.0.0." + i, "x-forwarded-for: 10.1.0." + i, "X-Forwarded-Host: evil",
                    "Forwarded: for=10.0.0." + i + ";host=evil", "X-Real-IP: 10.0.0." + i));
        }

        assertThat(auth.asked()).hasSize(20).allSatisfy(asked -> {
            assertThat(asked.headers().getAll("X-Forwarded-For")).containsExactly("127.0.0.1");
            assertThat(asked.headers().names()).map(String::toLowerCase)
                    .doesNotContain("x-forwarded-host", "forwarded", "x-real-ip", "x-forwarded-proto");
        });
    }

    @Test
    void t14CookiesAndOriginsAreForTheAuthServiceAlone() {
        for (var path : List.of("/api/v1/me", "/api/v1/rooms", "/api/v1/rooms/r/entries", "/api/v1/attachments/a")) {
            var answer = RawHttp.send(port, String.join("\r\n", "GET " + path + " HTTP/1.1",
                    "Authorization: Bearer " + issuer.userToken("anna"), "Cookie: a=b", "Origin: https://web.test"));

            var isAuth = path.equals("/api/v1/me");
            assertThat(asked()).hasSize(1).allSatisfy(asked -> {
                assertThat(asked.headers().get("Cookie")).isEqualTo(isAuth ? "a=b" : null);
                assertThat(asked.headers().get("Origin")).isEqualTo(isAuth ? "https://web.test" : null);
            });
            assertThat(answer.toLowerCase(Locale.ROOT).contains("set-cookie: kept=yes")).as(path).isEqualTo(isAuth);
            forgetRequests();
        }
    }

    @Test
    void headersOfServicesThatSayTooMuchAreDropped() {
        client().get()
                .uri("/api/v1/rooms")
                .headers(headers -> headers.setBearerAuth(issuer.userToken("anna")))
                .exchange()
                .expectHeader()
                .doesNotExist("X-Powered-By")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store");
    }

    @Test
    void publicKeysMayBeCached() {
        client().get()
                .uri("/.well-known/jwks.json")
                .exchange()
                .expectHeader()
                .valueEquals("Cache-Control", "max-age=300");
    }

    @Test
    void websocketUpgradesOfRoutedPathsAreNotRoutedAsSuch() {
        RawHttp.send(port, "GET /api/v1/rooms HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nAuthorization: Bearer " + issuer.userToken("anna"));

        assertThat(room.asked()).noneMatch(asked -> asked.headers().contains("Upgrade"));
    }

    private void get(String path, int status) {
        client().get()
                .uri(uri(path))
                .headers(headers -> headers.setBearerAuth(issuer.userToken("anna")))
                .exchange()
                .expectStatus()
                .value(value -> assertThat(value).isIn(status, 404));
    }

    private static List<StandIn.Asked> asked() {
        return StandIn.all().stream().flatMap(service -> service.asked().stream()).toList();
    }

    private static String answering() {
        return StandIn.all().stream().filter(service -> !service.asked().isEmpty()).findFirst().map(StandIn::name)
                .orElse("nobody");
    }
}
