package io.whispra.room.signal;

import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

@Configuration(proxyBeanMethods = false)
class SignalConfiguration {

    /** This service makes the topic, also for the gateways, which send and read there too. */
    @Bean
    NewTopics signalTopics(SignalTopic topic, SignalProperties properties) {
        var retention = Long.toString(properties.retention().toMillis());
        return new NewTopics(TopicBuilder.name(topic.signalsTopic())
                .partitions(properties.partitions())
                .config(TopicConfig.RETENTION_MS_CONFIG, retention)
                .config(TopicConfig.SEGMENT_MS_CONFIG, retention)
                .build());
    }
}
