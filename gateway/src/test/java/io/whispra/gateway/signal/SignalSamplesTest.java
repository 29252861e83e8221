package io.whispra.gateway.signal;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.whispra.gateway.Contracts;
import io.whispra.gateway.signal.Signal.Read;
import io.whispra.gateway.signal.Signal.Settings;
import io.whispra.gateway.signal.Signal.Typing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Signals are read as those who send them write them. */
class SignalSamplesTest {

    private static final String ROOM_SERVICE = "../room-service/contracts/signals/";

    private final SignalRecords records = new SignalRecords(JsonMapper.shared());

    @Test
    void whatTheRoomServiceAndGatewaysWriteIsRead() {
        assertThat(read(ROOM_SERVICE + "read.json")).isInstanceOfSatisfying(Read.class, read -> {
            var sample = Contracts.read(ROOM_SERVICE + "read.json").path("value");
            assertThat(read).isEqualTo(new Read(sample.path("roomId").asString(), sample.path("userId").asString(),
                    sample.path("seq").asLong(), sample.path("number").asLong(), sample.path("unread").asLong(),
                    sample.path("mentions").asInt(), sample.path("shared").asBoolean()));
        });
        assertThat(read(ROOM_SERVICE + "settings.json")).isInstanceOfSatisfying(Settings.class,
                settings -> assertThat(settings.muted()).isTrue());
        assertThat(read("contracts/signals/typing.json")).isInstanceOfSatisfying(Typing.class,
                typing -> assertThat(typing.on()).isTrue());
        assertThat(Stream.of(ROOM_SERVICE, "contracts/signals").flatMap(folder -> Contracts.readAll(folder).stream()))
                .allSatisfy(sample -> assertThat(signal(sample)).isNotNull());
    }

    private @Nullable Signal read(String path) {
        return signal(Contracts.read(path));
    }

    private @Nullable Signal signal(JsonNode sample) {
        var record = new ConsumerRecord<>("t", 0, 0, bytes(sample.path("key").asString()),
                bytes(sample.path("value").toString()));
        sample.path("headers").properties()
                .forEach(header -> record.headers().add(header.getKey(), bytes(header.getValue().asString())));
        return records.signal(record);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
