package io.whispra.gateway.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.whispra.gateway.OnGateway;
import io.whispra.gateway.StandIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that two servers may read as different ones (RFC 9112, sections 6.3 and 11.2) are refused, and their connections end. */
class SmugglingTest extends OnGateway {

    private static final int TIMEOUT_MS = 5_000;

    @BeforeEach
    void forgetRequests() {
        StandIn.all().forEach(StandIn::forget);
    }

    /** `|` ends a line, `~` is what is hidden: a request of its own, which must not reach anybody. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            both lengths;                 POST /api/v1/rooms HTTP/1.1|Content-Length: 6|Transfer-Encoding: chunked||0||~
            both lengths the other way;   POST /api/v1/rooms HTTP/1.1|Transfer-Encoding: chunked|Content-Length: 6||0||~
            two lengths;                  POST /api/v1/rooms HTTP/1.1|Content-Length: 2|Content-Length: 0||{}~
            a list of lengths;            POST /api/v1/rooms HTTP/1.1|Content-Length: 0, 2||{}~
            a signed length;              POST /api/v1/rooms HTTP/1.1|Content-Length: +2||{}~
            a negative length;            POST /api/v1/rooms HTTP/1.1|Content-Length: -1||~
            another coding;               POST /api/v1/rooms HTTP/1.1|Transfer-Encoding: xchunked||0||~
            a coding behind chunked;      POST /api/v1/rooms HTTP/1.1|Transfer-Encoding: chunked, identity||0||~
            chunked twice;                POST /api/v1/rooms HTTP/1.1|Transfer-Encoding: chunked|Transfer-Encoding: identity||0||~
            a space before the colon;     POST /api/v1/rooms HTTP/1.1|Transfer-Encoding : chunked||0||~
            chunked in HTTP 1.0;          POST /api/v1/rooms HTTP/1.0|Transfer-Encoding: chunked||0||~
            a chunk with a prefix;        POST /api/v1/rooms HTTP/1.1|Transfer-Encoding: chunked||0x0||~
            a chunk that is too long;     POST /api/v1/rooms HTTP/1.1|Transfer-Encoding: chunked||FFFFFFFFFFFFFFFFF||~
            a line feed in an extension;  POST /api/v1/rooms HTTP/1.1|Transfer-Encoding: chunked||2;^x|{}|0||~
            NUL before the request;       @POST /api/v1/rooms HTTP/1.1|Content-Length: 0||~
            NUL in a header;              POST /api/v1/rooms HTTP/1.1|X: a@b|Content-Length: 0||~
            bare line feeds;              POST /api/v1/rooms HTTP/1.1^Content-Length: 0^^~
            """)
    void t45RequestThatIsReadInTwoWaysIsRefused(String name, String request) throws IOException {
        var hidden = request("GET /api/v1/rooms/smuggled HTTP/1.1", "\r\n");
        var text = request.replace("~", hidden).replace("|", "\r\n").replace("^", "\n").replace("@", "\0");
        var eol = name.startsWith("bare") ? "\n" : "\r\n";
        var line = text.indexOf(eol);
        var answer = send(text.substring(0, line) + eol + headers(eol) + text.substring(line + eol.length()));

        // 503 where a service was asked before the body turned out to be broken.
        assertThat(answer).matches("(?s)HTTP/1.1 (400|503) .*");
        assertThat(answer.split("HTTP/1.1 ", -1)).as("answers: %s", answer).hasSize(2);
        assertThat(room.asked()).noneMatch(asked -> asked.uri().contains("smuggled"));
    }

    /** It is put on the line before it (RFC 9112, section 5.2), so that nobody behind sees it. */
    @Test
    void t45HeaderThatIsFoldedIntoAnotherIsNone() throws IOException {
        var answer = send("POST /api/v1/rooms HTTP/1.1\r\n" + headers("\r\n")
                + "Connection: close\r\nX: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(room.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.headers().get("Content-Length")).isEqualTo("5");
            assertThat(asked.headers().contains("Transfer-Encoding")).isFalse();
        });
    }

    private String headers(String eol) {
        return "Host: whispra.test" + eol + "Authorization: Bearer " + issuer.userToken("anna") + eol;
    }

    private String request(String line, String eol) {
        return line + eol + headers(eol) + eol;
    }

    /** All that is answered until the connection is closed. */
    private String send(String bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
