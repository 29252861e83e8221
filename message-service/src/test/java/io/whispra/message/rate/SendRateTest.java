package io.whispra.message.rate;

import java.time.Duration;
import java.util.Map;

import io.whispra.message.Client;
import io.whispra.message.Client.Answer;
import io.whispra.message.ServiceTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/** On an instance where five may be sent at once, and one more each hour. */
class SendRateTest extends ServiceTest {

    private static final String THUMB = "\ud83d\udc4d";

    private final String room = unique("rate");

    @Test
    void t63_whoFloodsIsRefusedAndNobodyElseIs() {
        try (var limited = instanceOn(kafka.bootstrapServers(), "whispra.rate.send=5/1h")) {
            var instance = clientOf(limited);
            client.newRoom(room, "anna", "ben", "cleo");
            var message = Client.message(room, client.send("anna", room, Client.text("m", "x")).seq());
            Awaitility.await().until(() -> instance.get("anna", message).status() == 200);

            var flood = Flux.range(0, 100)
                    .flatMap(i -> instance.sending("anna", room, Client.text("m" + i, "x")), 20)
                    .collectList().blockOptional(Client.PATIENCE).orElseThrow();
            assertThat(flood.stream().filter(answer -> answer.status() == 201)).hasSize(5);
            assertThat(flood.stream().filter(answer -> answer.status() != 201)).hasSize(95)
                    .allMatch(SendRateTest::isTooMany);
            assertThat(client.seqs(room)).hasSize(10);

            assertThat(instance.edit("anna", message, "e", "y")).matches(SendRateTest::isTooMany);
            assertThat(instance.react("anna", message, THUMB, "r")).matches(SendRateTest::isTooMany);
            assertThat(instance.takeBack("anna", message, THUMB, "r")).matches(SendRateTest::isTooMany);
            assertThat(instance.send("anna", "no-such-room", Client.text("m", "x"))).matches(SendRateTest::isTooMany);
            instance.http().post().uri("/api/v1/rooms/{id}/messages", room)
                    .headers(headers -> headers.setBearerAuth(client.token("anna")))
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(Map.of("type", "text"))
                    .exchange().expectStatus().isEqualTo(429)
                    .expectHeader()
                    .value("Retry-After", after -> assertThat(Long.parseLong(after)).isBetween(1L, 3600L));
            assertThat(instance.delete("anna", message, "d").status()).isEqualTo(200);
            assertThat(instance.get("anna", message).status()).isEqualTo(200);

            var ofBen = instance.send("ben", room, Client.text("m", "x"));
            assertThat(ofBen.status()).isEqualTo(201);
            for (int i = 0; i < 4; i++) {
                assertThat(instance.send("ben", room, Client.text("m", "x")).duplicate()).isTrue();
            }
            assertThat(instance.send("ben", room, Client.text("m", "x"))).matches(SendRateTest::isTooMany);
            var reply = Client.message(room, ofBen.seq());
            assertThat(instance.react("cleo", reply, THUMB, "r1").status()).isEqualTo(200);
            assertThat(instance.call("cleo", HttpMethod.PATCH, reply, Map.of()).status()).isEqualTo(422);
            assertThat(instance.takeBack("cleo", reply, THUMB, "r2").status()).isEqualTo(200);
            assertThat(instance.send("cleo", room, Client.text("c1", "x")).status()).isEqualTo(201);
            assertThat(instance.send("cleo", "no-such-room", Client.text("c1", "x")).status()).isEqualTo(404);
            assertThat(instance.send("cleo", room, Client.text("c2", "x"))).matches(SendRateTest::isTooMany);
        }
    }

    private static boolean isTooMany(Answer answer) {
        return answer.status() == 429 && answer.code().equals("too-many-requests")
                && answer.body().path("retryAfterMs").asLong() > 0
                && answer.body().path("retryAfterMs").asLong() <= Duration.ofHours(1).toMillis();
    }
}
