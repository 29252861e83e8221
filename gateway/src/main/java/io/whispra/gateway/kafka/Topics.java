package io.whispra.gateway.kafka;

import java.util.HashMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/** Makes readers and writers of topics. */
@Component
public final class Topics {

    private final KafkaProperties kafka;
    private final TopicsProperties properties;
    private final MeterRegistry meters;

    Topics(KafkaProperties kafka, TopicsProperties properties, MeterRegistry meters) {
        this.kafka = kafka;
        this.properties = properties;
        this.meters = meters;
    }

    /** A reader that starts with the application. */
    public TopicReader reader(Declaration topic, TopicReader.From from, TopicReader.Taker taker) {
        var settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, from.reset());
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(properties.patience().toMillis()));
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(properties.patience().toMillis()));
        return new TopicReader(
                () -> new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                kafka.buildAdminProperties(), topic, new TopicReader.Reading(from, taker, properties,
                        counter("whispra.topic.skipped", topic.name(), "Records that are not what the topic is for")));
    }

    /**
     * A writer with a producer of its own.
     *
     * @param acks as Kafka's producer takes it: `1`, or `all`, which repeats without doubling
     */
    public TopicWriter writer(String topic, String acks) {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.ACKS_CONFIG, acks);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, acks.equals("all"));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, properties.maxBlock().toMillis());
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, properties.buffer().toBytes());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(properties.patience().toMillis()));
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(properties.patience().toMillis() * 2));
        return new TopicWriter(topic,
                () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
                properties, counter("whispra.topic.dropped", topic, "Records that could not be written"));
    }

    private Counter counter(String name, String topic, String description) {
        return Counter.builder(name).description(description).tag("topic", topic).register(meters);
    }
}
