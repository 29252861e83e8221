package io.whispra.gateway.socket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HandshakeTest {

    private static final String PATH = "/api/v1/ws";
    private static final String ENGINE = "/socket.io/?EIO=4&transport=websocket";
    private static SocketServer server;

    @BeforeAll
    static void start() {
        server = new SocketServer(new EchoApplication(), Map.of("allowed-origins", "https://App.example"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int status(String path, List<String> headers) throws IOException {
        return RawClient.handshake(server.port(), path, headers);
    }

    private static List<String> with(String... headers) {
        return Stream.concat(RawClient.upgrade(server.port()).stream(), Stream.of(headers)).toList();
    }

    private static List<String> replaced(String name, String... header) {
        var headers = new ArrayList<>(RawClient.upgrade(server.port()));
        headers.removeIf(line -> line.startsWith(name + ":"));
        headers.addAll(List.of(header));
        return headers;
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, ENGINE})
    void absentAndListedAndOwnOriginsMayConnect(String path) throws IOException {
        assertThat(status(path, with())).isEqualTo(101);
        assertThat(status(path, with("Origin: https://app.example"))).isEqualTo(101);
        assertThat(status(path, with("Origin: http://127.0.0.1:" + server.port()))).isEqualTo(101);
        assertThat(status(path, replaced("Host", "Host: chat.example", "Origin: https://chat.example"))).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://app.example.evil", "https://evil-app.example",
            "http://app.example", "https://app.example:8443", "http://127.0.0.1", "http://127.0.0.1:1", "file://", "x",
            ""})
    void t50_foreignOriginIsRefused(String origin) throws IOException {
        assertThat(status(PATH, with("Origin: " + origin))).isEqualTo(403);
        assertThat(status(ENGINE, with("Origin: " + origin))).isEqualTo(403);
    }

    @Test
    void t50_twoOriginsAreRefused() throws IOException {
        assertThat(status(PATH, with("Origin: https://app.example", "Origin: https://app.example"))).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"Sec-WebSocket-Version,Sec-WebSocket-Version: 7,426", "Sec-WebSocket-Version,X: y,426",
            "Sec-WebSocket-Version,Sec-WebSocket-Version: 8,426", "Upgrade,X: y,426", "Upgrade,Upgrade: h2c,426",
            "Connection,Connection: close,426", "Sec-WebSocket-Key,X: y,400"})
    void t47_laxUpgradeIsRefused(String name, String instead, int status) throws IOException {
        assertThat(status(PATH, replaced(name, instead))).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token"})
    void t15_tokenInTheUrlIsRefused(String name) throws IOException {
        assertThat(status(PATH + "?" + name + "=good", with())).isEqualTo(401);
        assertThat(status(ENGINE + "&" + name + "=good", with())).isEqualTo(401);
    }

    @Test
    void t59_noCompressionIsNegotiated() throws IOException {
        try (var client = RawClient.open(server.port(), PATH)) {
            assertThat(client.head()).noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT)
                    .startsWith("sec-websocket-extensions"));
        }
        assertThat(status(PATH, with("Sec-WebSocket-Extensions: permessage-deflate"))).isEqualTo(101);
    }
}
