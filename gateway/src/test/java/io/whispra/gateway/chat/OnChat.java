package io.whispra.gateway.chat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import io.whispra.gateway.MessageLog.Line;
import io.whispra.gateway.OnGateway;
import io.whispra.gateway.hub.Hub;
import io.whispra.gateway.hub.RecordingClient;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.socket.Application;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Clients in memory, connected to the application of a running gateway. */
abstract class OnChat extends OnGateway {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Autowired
    private Application application;

    @Autowired
    private Hub hub;

    @Autowired
    private JsonMapper json;

    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()), new ByteArraySerializer(),
            new ByteArraySerializer());

    private final List<Person> people = new ArrayList<>();

    /** A room that no other test uses. */
    protected final String room() {
        return UUID.randomUUID().toString();
    }

    /** A user whom no other test uses. */
    protected final String user() {
        return UUID.randomUUID().toString();
    }

    @BeforeEach
    void begin() {
        log.clear();
        Awaitility.await().until(hub::isListening);
    }

    @AfterEach
    void end() {
        people.forEach(person -> person.session().closed());
        producer.close();
    }

    protected void publish(Line... lines) {
        for (var line : lines) {
            publish(line.published(topic()));
        }
    }

    /** Anything, to any topic. */
    protected void publish(ProducerRecord<byte[], byte[]> published) {
        try {
            producer.send(published).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    protected Person connect(String userId) {
        return connectWith(issuer.userToken(userId));
    }

    protected Person connectWith(String token) {
        var client = new RecordingClient();
        var session = application.connect(client, auth(token)).block(TIMEOUT);
        if (session == null) {
            throw new IllegalStateException("no session");
        }
        session.opened();
        var person = new Person(client, session);
        people.add(person);
        return person;
    }

    /** Begins to connect, and goes away before there is an answer. */
    protected void connectAndLeave(String userId) {
        application.connect(new RecordingClient(), auth(issuer.userToken(userId))).subscribe().dispose();
    }

    protected Refusal refusedConnect(String token) {
        return refusal(application.connect(new RecordingClient(), auth(token)));
    }

    protected JsonNode json(String text) {
        return json.readTree(text);
    }

    protected static Refusal refusal(Mono<?> answer) {
        return catchThrowableOfType(Refusal.class, () -> answer.block(TIMEOUT));
    }

    private JsonNode auth(String token) {
        return json.createObjectNode().put("token", token);
    }

    /** Somebody who is connected. */
    final class Person {

        private final RecordingClient client;
        private final Application.Session session;

        Person(RecordingClient client, Application.Session session) {
            this.client = client;
            this.session = session;
        }

        RecordingClient client() {
            return client;
        }

        Application.Session session() {
            return session;
        }

        JsonNode ready() {
            return json(client.data("ready").getFirst());
        }

        /** The whole acknowledgement, as it is sent. */
        String ackText(String event, String data) {
            var ack = session.on(event, json(data)).block(TIMEOUT);
            return ack == null ? "" : new String(ack, StandardCharsets.UTF_8);
        }

        JsonNode ack(String event, String data) {
            return json(ackText(event, data));
        }

        Refusal refused(String event, String data) {
            return refusal(session.on(event, json(data)));
        }
    }
}
