package io.whispra.gateway.signal;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import io.whispra.gateway.kafka.Declaration;
import io.whispra.gateway.kafka.TopicReader;
import io.whispra.gateway.kafka.TopicReader.From;
import io.whispra.gateway.kafka.TopicWriter;
import io.whispra.gateway.kafka.Topics;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class SignalConfiguration {

    private static final int PARTITIONS = 12;
    private static final Duration RETENTION = Duration.ofMinutes(5);

    @Bean
    TopicReader signalReader(Topics topics, TopicProperties names, Signals signals) {
        return topics.reader(new Declaration(names.signalsTopic(), PARTITIONS,
                Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(RETENTION.toMillis()))), From.END, signals);
    }

    @Bean
    TopicWriter signalWriter(Topics topics, TopicProperties names) {
        return topics.writer(names.signalsTopic(), "1");
    }

    @Bean
    Typists typists(TopicWriter signalWriter, JsonMapper json, Clock clock, SignalProperties properties) {
        return new Typists(signalWriter, json, clock, properties);
    }
}
