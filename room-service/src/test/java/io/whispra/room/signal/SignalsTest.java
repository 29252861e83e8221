package io.whispra.room.signal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is sent is, to the byte, what the contract's samples show; and what cannot be sent harms nobody. */
@ExtendWith(OutputCaptureExtension.class)
class SignalsTest {

    private static final Path CONTRACTS = Path.of("contracts");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROOM = "0198c0de-0000-7000-8000-00000000a001";
    private static final String BEN = "0198c0de-0000-7000-8000-0000000000b2";

    private final SignalRecords records = new SignalRecords(new SignalTopic("signals"), JSON);

    static Stream<Signal> everySignal() {
        return Stream.of(new Signal.Read(ROOM, BEN, 12, 5, 3, 1, true), new Signal.Settings(ROOM, BEN, true, false));
    }

    @ParameterizedTest
    @MethodSource("everySignal")
    void everySignalIsSentAsItsSampleAndFollowsTheSchema(Signal signal) throws IOException {
        var sample = JSON.readTree(Files.readString(CONTRACTS.resolve("signals/" + signal.type() + ".json")));

        var sent = records.of(signal, "0198c0de-0000-4000-8000-00000000e001",
                Instant.parse("2026-01-02T03:04:05.678Z"));

        assertThat(new String(sent.key(), UTF_8)).isEqualTo(sample.path("key").asString());
        assertThat(headers(sent)).isEqualTo(strings(sample.path("headers")));
        assertThat(new String(sent.value(), UTF_8)).isEqualTo(sample.path("value").toString());
        assertThat(violations(signal.type(), new String(sent.value(), UTF_8))).isZero();
    }

    @Test
    void everySampleIsOfASignal() throws IOException {
        try (var samples = Files.list(CONTRACTS.resolve("signals"))) {
            assertThat(samples.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(
                    everySignal().map(signal -> signal.type() + ".json").toList());
        }
    }

    @Test
    void theSchemaRefusesWhatIsNoSignal() throws IOException {
        assertThat(violations("read", "{\"roomId\":\"r\",\"userId\":\"u\",\"seq\":0}")).isPositive();
        assertThat(violations("settings", "{\"roomId\":\"r\",\"userId\":\"u\",\"muted\":\"yes\",\"archived\":true}"))
                .isPositive();
    }

    @Test
    void f9_whileKafkaIsAwayNobodyWaitsAndEachLossIsCountedButTheRowIsToldOnce(CapturedOutput output) {
        var meters = new SimpleMeterRegistry();
        var kafka = new KafkaProperties();
        kafka.setBootstrapServers(List.of("127.0.0.1:1"));
        var properties = new SignalProperties(1, Duration.ofMinutes(5), 2, Duration.ofMillis(300),
                Duration.ofSeconds(1), DataSize.ofMegabytes(1), Duration.ofMinutes(1));
        var producer = new SignalProducer(kafka, new KafkaAdmin(kafka.buildAdminProperties()), properties);
        var signals = new Signals(records, producer, properties, Clock.systemUTC(), meters);

        var began = System.nanoTime();
        for (var i = 0; i < 50; i++) {
            signals.send(new Signal.Settings(ROOM, BEN, true, false));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        // One is being sent, two wait, the others are over the bound and lost at once; those three are lost in time.
        var lost = meters.get("whispra.signals.lost").counter();
        assertThat(lost.count()).isPositive();
        await().atMost(Duration.ofSeconds(10)).until(() -> lost.count() == 50);
        assertThat(output.getOut().split("Signals are lost", -1)).hasSize(2);
        signals.destroy();
    }

    private static int violations(String type, String value) throws IOException {
        var schema = Files.readString(CONTRACTS.resolve("room-signal.schema.json"));
        var id = "https://whispra.io/schemas/room-signal.v1.json";
        return SchemaRegistry
                .withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                        registry -> registry.schemas(Map.of(id, schema)))
                .getSchema(SchemaLocation.of(id + "#/$defs/" + type))
                .validate(value, InputFormat.JSON)
                .size();
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> sent) {
        var headers = new TreeMap<String, String>();
        sent.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private static Map<String, String> strings(JsonNode object) {
        var strings = new TreeMap<String, String>();
        object.properties().forEach(field -> strings.put(field.getKey(), field.getValue().asString()));
        return strings;
    }
}
