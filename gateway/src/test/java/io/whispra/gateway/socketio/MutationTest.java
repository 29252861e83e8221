package io.whispra.gateway.socketio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.whispra.gateway.engineio.Poller;
import io.whispra.gateway.socket.EchoApplication;
import io.whispra.gateway.socket.RawClient;
import io.whispra.gateway.socket.SocketServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Thousands of broken packets, the same ones each time, over all transports: each ends at most its own connection. With
 * `-Dwhispra.mutations=50000` as many as that.
 */
@ExtendWith(OutputCaptureExtension.class)
class MutationTest {

    private static final int PACKETS = Integer.getInteger("whispra.mutations", 3_000);
    private static final int EACH = 20;
    private static final String QUERY = "?EIO=4&transport=websocket";
    private static final List<String> SEEDS = List.of("40", "40{\"token\":\"good\"}",
            "42[\"message\",{\"a\":[1,\"é\"]}]",
            "4212[\"x\",null]", "451-3[\"b\",{\"_placeholder\":true,\"num\":0}]", "43/custom,1[]", "41", "3", "6",
            "2probe",
            "42[\"x\",{\"__proto__\":{\"y\":1}}]", "42/custom,9[\"message\",\"\\ud800\"]", "452-[\"b\",[]]",
            "{\"t\":\"hello\",\"d\":{\"token\":\"good\"}}", "{\"t\":\"echo\",\"id\":1,\"d\":{\"x\":1e9}}");

    private final Random random = new Random(42);

    @Test
    void t55_brokenPacketsEndAtMostTheirOwnConnection(CapturedOutput output) throws Exception {
        try (var server = new SocketServer(new EchoApplication(), Map.of("deadlines.close", "100ms",
                "deadlines.connect", "1s", "frames.per-second", "0"), EchoServer.class);
                var bystander = RawClient.open(server.port(), EchoServer.PATH + QUERY)) {
            bystander.nextText();
            bystander.text("40").nextText();
            bystander.nextText();
            var poller = Poller.open(server.port(), EchoServer.PATH);
            poller.post("40");
            assertThat(poller.packets()).hasSize(2);
            for (var sent = 0; sent < PACKETS; sent += EACH) {
                attack(server.port(), sent / EACH);
                assertThat(bystander.text("42" + sent + "[\"alive\"]").nextText()).isEqualTo("43%s[]", sent);
                poller.post("42" + sent + "[\"alive\"]");
                assertThat(poller.packets()).containsExactly("43" + sent + "[]");
            }
        }
        assertThat(output.getAll()).doesNotContain(" ERROR ");
    }

    private void attack(int port, int round) throws Exception {
        switch (round % 3) {
            case 0 -> attack(port, "/api/v1/ws", SEEDS.get(13), round);
            case 1 -> attack(port, EchoServer.PATH + QUERY, "40", round);
            default -> attackPolling(port, round);
        }
    }

    private void attack(int port, String path, String first, int round) throws IOException {
        try (var client = RawClient.open(port, path)) {
            client.text(first);
            for (var i = 0; i < EACH; i++) {
                client.frame(opcode(), mutated());
            }
            if (round % 5 == 0) {
                client.write(noise());
            }
        } catch (SocketException _) {
            // the server has had enough of this connection
        }
    }

    /** One request after the other, and now and then what remains in one. No answer is the server's fault. */
    private void attackPolling(int port, int round) throws Exception {
        var poller = Poller.open(port, EchoServer.PATH);
        poller.post("40");
        for (var i = 0; i < EACH; i++) {
            var body = new ByteArrayOutputStream();
            for (var packets = round % 5 == 0 ? EACH - i : 1; packets > 0; packets--) {
                body.writeBytes(random.nextInt(4) == 0
                        ? encoded(noise())
                        : mutated());
                if (packets > 1) {
                    body.write(0x1E);
                }
            }
            assertThat(poller.post(BodyPublishers.ofByteArray(body.toByteArray())).statusCode()).isIn(200, 400);
            if (round % 5 == 0) {
                break;
            }
        }
    }

    private static byte[] encoded(byte[] noise) {
        return ("b" + Base64.getEncoder().encodeToString(noise)).getBytes(StandardCharsets.US_ASCII);
    }

    private int opcode() {
        return switch (random.nextInt(12)) {
            case 0 -> RawClient.BINARY;
            case 1 -> RawClient.PONG;
            default -> RawClient.TEXT;
        };
    }

    private byte[] mutated() {
        var packet = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
        for (var changes = random.nextInt(4); changes > 0 && packet.length > 0; changes--) {
            packet[random.nextInt(packet.length)] = switch (random.nextInt(3)) {
                case 0 -> (byte) random.nextInt(256);
                case 1 -> (byte) ('0' + random.nextInt(10));
                default -> (byte) "{}[]\",:-/_\\".charAt(random.nextInt(11));
            };
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(packet, random.nextInt(packet.length + 1)) : packet;
    }

    private byte[] noise() {
        var bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return bytes;
    }
}
