package io.whispra.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.whispra.gateway.SocketClient.Wire;
import io.whispra.gateway.kafka.TopicReader;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** People on two whole gateways, over real sockets of both kinds, with Kafka between them. */
class TwoGatewaysTest extends OnSockets {

    private final String anna = newId();
    private final String ben = newId();
    private final String here = newId();

    @Autowired
    private ConfigurableEnvironment environment;

    @Autowired
    private List<TopicReader> readers;

    /** It stays until the JVM ends: closing it would take the threads of Reactor Netty with it, which all contexts share. */
    private static @Nullable ConfigurableApplicationContext second;

    @BeforeEach
    void startTheSecond() {
        log.added(here, anna);
        log.added(here, ben);
        if (second == null) {
            var same = (EnumerablePropertySource<?>) environment.getPropertySources().get("Dynamic Test Properties");
            var arguments = Arrays.stream(same == null ? new String[0] : same.getPropertyNames())
                    .map(name -> "--" + name + "=" + environment.getProperty(name));
            second = new SpringApplicationBuilder(Gateway.class)
                    .run(Stream.concat(arguments, Stream.of("--server.port=0", "--whispra.edge.rates.account=3/1h"))
                            .toArray(String[]::new));
        }
        var all = Stream.concat(readers.stream(), second.getBeansOfType(TopicReader.class).values().stream()).toList();
        Awaitility.await().atMost(PATIENCE).until(() -> all.stream().allMatch(TopicReader::isInPlace));
    }

    @Test
    void t63RequestsOfOnePersonAreBoundedOnARunningGateway() {
        var client = WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + secondPort()).build();
        for (var i = 0; i < 3; i++) {
            get(client, anna).expectStatus().isOk();
        }

        get(client, anna).expectStatus().isEqualTo(429).expectHeader().exists("Retry-After").expectBody()
                .jsonPath("$.code").isEqualTo("too-many-requests").jsonPath("$.retryAfterMs").isNumber();
        get(client, ben).expectStatus().isOk();
    }

    @Test
    void whatPassesOnOneGatewayIsSeenOnTheOther() {
        var hers = both(anna);
        hers.forEach(client -> assertThat(watch(client)).isEqualTo("offline"));

        var his = SocketClient.open(secondPort(), issuer.userToken(ben), Wire.SOCKET_IO)
                .ready();
        hers.forEach(client -> tells(client, "online"));
        his.ack("presence.set", "{\"state\":\"busy\"}");
        hers.forEach(client -> tells(client, "busy"));
        his.ack("typing", "{\"roomId\":\"" + here + "\",\"on\":true}");
        hers.forEach(client -> assertThat(client.await("room.signal").data().path("userId").asString()).isEqualTo(ben));
        assertThat(his.named("room.signal")).isEmpty();

        his.close();
        hers.forEach(client -> tells(client, "offline"));
    }

    private static int secondPort() {
        return Integer
                .parseInt(second == null ? "0" : second.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static WebTestClient.ResponseSpec get(WebTestClient client, String userId) {
        return client.get()
                .uri("/api/v1/rooms")
                .headers(headers -> headers.setBearerAuth(issuer.userToken(userId)))
                .exchange();
    }

    private String watch(SocketClient client) {
        return client.ack("presence.watch", "{\"userIds\":[\"" + ben + "\"]}").path("data").path("states").path(ben)
                .asString();
    }

    private void tells(SocketClient client, String state) {
        Awaitility.await().atMost(PATIENCE).until(() -> !client.named("presence.batch").isEmpty()
                && client.named("presence.batch").getLast().data().path("states").path(ben).asString().equals(state));
    }
}
