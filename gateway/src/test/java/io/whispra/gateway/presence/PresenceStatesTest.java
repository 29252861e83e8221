package io.whispra.gateway.presence;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.whispra.gateway.Contracts;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** How states follow from connections and from what other gateways say, on a clock of the test's. */
class PresenceStatesTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Own own = new Own(5 * SECOND);
    private final Others others = new Others(properties("gateways=3", "people=6"));

    @Test
    void theBestOfAllConnectionsCounts() {
        own.set("anna", "phone", State.AWAY);
        own.set("anna", "desk", State.ONLINE);
        assertThat(own.state("anna")).isEqualTo(State.ONLINE);

        own.set("anna", "phone", State.BUSY);
        assertThat(own.state("anna")).isEqualTo(State.BUSY);

        own.leave("anna", "phone", 0);
        assertThat(own.state("anna")).isEqualTo(State.ONLINE);
    }

    @Test
    void whoComesBackInTimeWasNeverAway() {
        own.set("anna", "phone", State.BUSY);
        own.leave("anna", "phone", 0);
        assertThat(own.state("anna")).isEqualTo(State.BUSY);
        assertThat(own.gone(5 * SECOND - 1)).isEmpty();

        own.set("anna", "other", State.ONLINE);

        assertThat(own.gone(9 * SECOND)).isEmpty();
        assertThat(own.state("anna")).isEqualTo(State.ONLINE);
        own.leave("anna", "other", 10 * SECOND);
        assertThat(own.gone(14 * SECOND)).isEmpty();
        assertThat(own.gone(15 * SECOND)).containsExactly("anna");
        assertThat(own.state("anna")).isEqualTo(State.OFFLINE);
    }

    @Test
    void aConnectionThatIsUnknownLeavesNothing() {
        own.leave("anna", "phone", 0);
        own.set("anna", "desk", State.ONLINE);
        own.leave("anna", "phone", 0);

        assertThat(own.gone(9 * SECOND)).isEmpty();
        assertThat(own.state("anna")).isEqualTo(State.ONLINE);
    }

    @Test
    void aGatewayThatIsNotHeardOfIsDeadWithAllItsPeople() {
        others.take(new Report("g1", "anna", State.ONLINE), 0);
        others.take(new Report("g2", "anna", State.AWAY), 0);
        others.take(new Report("g2", null, State.ONLINE), 20 * SECOND);
        assertThat(others.dead(30 * SECOND - 1)).isEmpty();

        var dead = others.dead(30 * SECOND);

        assertThat(dead).singleElement().satisfies(gone -> {
            assertThat(gone.gatewayId()).isEqualTo("g1");
            assertThat(gone.userIds()).containsExactly("anna");
        });
        assertThat(others.state("anna")).isEqualTo(State.AWAY);
        assertThat(others.dead(50 * SECOND)).hasSize(1);
        assertThat(others.state("anna")).isEqualTo(State.OFFLINE);
    }

    @Test
    void onlyChangesAreTold() {
        assertThat(others.take(new Report("g1", "anna", State.ONLINE), 0)).containsExactly("anna");
        assertThat(others.take(new Report("g1", "anna", State.ONLINE), 0)).isEmpty();
        assertThat(others.take(new Report("g1", "anna", State.OFFLINE), 0)).containsExactly("anna");
        assertThat(others.take(new Report("g1", "anna", State.OFFLINE), 0)).isEmpty();
        others.take(new Report("g1", "ben", State.BUSY), 0);
        assertThat(others.take(new Report("g1", null, State.OFFLINE), 0)).containsExactly("ben");
    }

    @Test
    void t63GatewaysAndPeopleAreBounded() {
        for (var i = 0; i < 9; i++) {
            others.take(new Report("g" + i, "u" + i, State.ONLINE), 0);
            others.take(new Report("g0", "v" + i, State.ONLINE), 0);
        }

        assertThat(others.state("u2")).isEqualTo(State.ONLINE);
        assertThat(others.state("u3")).as("the fourth gateway").isEqualTo(State.OFFLINE);
        assertThat(others.state("v0")).isEqualTo(State.ONLINE);
        assertThat(others.state("v8")).as("one too many").isEqualTo(State.OFFLINE);
        others.take(new Report("g0", "u0", State.OFFLINE), 0);
        others.take(new Report("g0", "v8", State.AWAY), 0);
        assertThat(others.state("v8")).isEqualTo(State.AWAY);
        assertThat(others.dead(31 * SECOND)).hasSize(3);
        others.take(new Report("g9", "u9", State.ONLINE), 0);
        assertThat(others.state("u9")).isEqualTo(State.ONLINE);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            `g:u`      | `nonsense`
            `g:u`      | `[]`
            `g:u`      | `{}`
            `g:u`      | `{"gatewayId":"other","userId":"u","state":"online"}`
            `g:u`      | `{"gatewayId":"g","userId":"other","state":"online"}`
            `g:u`      | `{"gatewayId":"g","userId":"u","state":"offline"}`
            `g:u`      | `{"gatewayId":"g","userId":"u","state":{"$ne":1}}`
            `g:u:x`    | `{"gatewayId":"g","userId":"u","state":"online"}`
            `../g`     | `{"gatewayId":"../g"}`
            ``         | `{}`
            """)
    void t61WhatIsNoReportIsNone(String key, String value) {
        assertThat(report(key, value)).isNull();
    }

    @Test
    void reportsAreRead() {
        assertThat(report("g:u", "{\"gatewayId\":\"g\",\"userId\":\"u\",\"state\":\"busy\",\"new\":1}"))
                .isEqualTo(new Report("g", "u", State.BUSY));
        assertThat(report("g", "{\"gatewayId\":\"g\",\"at\":\"x\"}")).isEqualTo(new Report("g", null, State.ONLINE));
        assertThat(report("g:u", null)).isEqualTo(new Report("g", "u", State.OFFLINE));
        assertThat(List.of(State.values())).extracting(State::code)
                .containsExactly("offline", "away", "online", "busy");
    }

    @Test
    void theSamplesOfTheContractAreRead() {
        var gateway = "0198c0de-0000-7000-8000-0000000000f1";
        var person = "0198c0de-0000-7000-8000-0000000000a1";
        assertThat(sample("state")).isEqualTo(new Report(gateway, person, State.BUSY));
        assertThat(sample("gone")).isEqualTo(new Report(gateway, person, State.OFFLINE));
        assertThat(sample("heartbeat")).isEqualTo(new Report(gateway, null, State.ONLINE));
    }

    private static @Nullable Report sample(String name) {
        var sample = Contracts.read("contracts/presence/" + name + ".json");
        var value = sample.path("value");
        return report(sample.path("key").asString(), value.isNull() ? null : value.toString());
    }

    @SuppressWarnings("NullAway") // a tombstone
    private static @Nullable Report report(String key, @Nullable String value) {
        return Report.of(new ConsumerRecord<>("t", 0, 0, key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8)), JsonMapper.shared());
    }

    private static PresenceProperties properties(String... settings) {
        var map = new HashMap<>(Map.of("p.grace", "5s"));
        for (var setting : settings) {
            map.put("p." + setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        return new Binder(new MapConfigurationPropertySource(map)).bind("p", PresenceProperties.class).get();
    }
}
