package io.whispra.embedded.junit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.extension.Extension;

/**
 * Topics of a test class's own, on a broker that is shared by the JVM: the embedded one, or Kafka in a container with
 * {@code -Pdocker}. Topics are not made by being used: the service under test declares its own, or
 * {@link #createTopic(String, int)} makes them. They stay until the JVM ends.
 */
public final class KafkaExtension implements Extension {
    private final String suffix = Owner.newSuffix();

    /** Starts the broker if it is the first to be asked. */
    public String bootstrapServers() {
        return KafkaHost.shared().bootstrapServers();
    }

    /** This instance's name for a topic: the same at every call, and no other instance's. */
    public String topic(String base) {
        return base + "." + suffix;
    }

    /** As {@link #topic(String)}, and the topic exists: for what the service under test reads and another one declares. */
    public String existingTopic(String base) {
        String topic = topic(base);
        createTopic(topic, 2);
        return topic;
    }

    /**
     * Makes a topic if it does not exist.
     *
     * @param topic the whole name, as from {@link #topic(String)}
     */
    public void createTopic(String topic, int partitions) {
        var newTopic = new NewTopic(topic, Optional.of(partitions), Optional.empty());
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            admin.createTopics(List.of(newTopic)).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making " + topic, e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot make " + topic, e);
            }
        }
    }

    /**
     * The records of a topic from its beginning, each partition in its order: as many as asked for or more, or those that
     * there are when the time is over. Waits for a topic that does not exist yet.
     *
     * @param topic the whole name, as from {@link #topic(String)}
     */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic, int count, Duration timeout) {
        return new TopicReader(bootstrapServers(), topic).read(count, timeout);
    }
}
