package io.whispra.gateway.socketio;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.whispra.gateway.socket.EchoApplication;
import io.whispra.gateway.socket.RawClient;
import io.whispra.gateway.socket.SocketServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Thousands of broken packets, the same ones each time: each ends at most its own connection. */
class MutationTest {

    private static final int PACKETS = 4_000;
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
    void t55_brokenPacketsEndAtMostTheirOwnConnection() throws IOException {
        try (var server = new SocketServer(new EchoApplication(), Map.of("deadlines.close", "100ms"), EchoServer.class);
                var bystander = RawClient.open(server.port(), EchoServer.PATH + QUERY)) {
            bystander.nextText();
            bystander.text("40").nextText();
            bystander.nextText();
            for (var sent = 0; sent < PACKETS; sent += EACH) {
                attack(server.port(), sent / EACH);
                assertThat(bystander.text("42" + sent + "[\"alive\"]").nextText()).isEqualTo("43%s[]", sent);
            }
        }
    }

    private void attack(int port, int round) throws IOException {
        var plain = round % 3 == 0;
        try (var client = RawClient.open(port, plain ? "/api/v1/ws" : EchoServer.PATH + QUERY)) {
            client.text(plain ? SEEDS.get(13) : "40");
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
