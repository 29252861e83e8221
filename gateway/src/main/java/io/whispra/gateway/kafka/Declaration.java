package io.whispra.gateway.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topic as it must be; whoever needs it first makes it.
 *
 * @param name       its name
 * @param partitions how many it has
 * @param settings   of the topic, as Kafka names them
 */
public record Declaration(String name, int partitions, Map<String, String> settings) {

    private static final Logger log = LoggerFactory.getLogger(Declaration.class);

    public Declaration {
        settings = Map.copyOf(settings);
    }

    /** Makes it unless it is there. What goes wrong is for the next try. */
    void make(Map<String, Object> admin, Duration patience) throws InterruptedException {
        var topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
        try (var kafka = Admin.create(admin)) {
            kafka.createTopics(List.of(topic)).all().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            log.info("Made the topic {}", name);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("The topic {} was not made", name, e);
        }
    }
}
