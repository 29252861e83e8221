package io.whispra.gateway.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.whispra.gateway.OnGateway;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A connection goes on being read, whatever was answered on it. */
class KeptAliveTest extends OnGateway {

    @Test
    void requestIsAnsweredAfterOneThatWaitedForAnotherOnItsConnection() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            var answers = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            var routed = request("/api/v1/rooms", "Authorization: Bearer " + issuer.userToken("anna"));
            var refused = request("/api/v1/rooms", "Authorization: Bearer nonsense");

            write(socket, routed + refused);
            assertThat(status(answers)).contains("200");
            assertThat(status(answers)).contains("401");
            write(socket, refused);
            assertThat(status(answers)).contains("401");
        }
    }

    private static String request(String path, String header) {
        return "GET " + path + " HTTP/1.1\r\nHost: whispra.test\r\n" + header + "\r\n\r\n";
    }

    private static void write(Socket socket, String requests) throws IOException {
        socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String status(BufferedReader answers) throws IOException {
        var line = answers.readLine();
        while (line != null && !line.contains("HTTP/1.1 ")) {
            line = answers.readLine();
        }
        return String.valueOf(line);
    }
}
