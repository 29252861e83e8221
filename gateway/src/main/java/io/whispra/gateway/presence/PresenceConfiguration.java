package io.whispra.gateway.presence;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import io.whispra.gateway.hub.Hub;
import io.whispra.gateway.kafka.Declaration;
import io.whispra.gateway.kafka.TopicReader;
import io.whispra.gateway.kafka.TopicReader.From;
import io.whispra.gateway.kafka.TopicWriter;
import io.whispra.gateway.kafka.Topics;
import io.whispra.gateway.upstream.MessageService;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PresenceConfiguration {

    private static final int PARTITIONS = 6;

    /** Heartbeats are many and only the last counts, so the topic is tidied up often. */
    private static final Map<String, String> COMPACTED = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.SEGMENT_MS_CONFIG, "600000",
            TopicConfig.DELETE_RETENTION_MS_CONFIG, "600000",
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1");

    @Bean
    TopicWriter presenceWriter(Topics topics, TopicProperties names) {
        return topics.writer(names.presenceTopic(), "all");
    }

    /** Each life of a gateway has an id of its own: what an earlier one left is a dead one's. */
    @Bean
    Presence presence(TopicWriter presenceWriter, PresenceProperties properties, JsonMapper json, Clock clock) {
        var reports = new Reports(UUID.randomUUID().toString(), presenceWriter, json, clock);
        return new Presence(properties, reports, json, Schedulers.newSingle("presence"));
    }

    @Bean
    TopicReader presenceReader(Topics topics, TopicProperties names, Presence presence, JsonMapper json) {
        return topics.reader(new Declaration(names.presenceTopic(), PARTITIONS, COMPACTED), From.BEGINNING, record -> {
            var report = Report.of(record, json);
            if (report != null) {
                presence.take(report);
            }
            return report != null;
        });
    }

    @Bean
    Watching watching(Presence presence, Hub hub, MessageService messages, PresenceProperties properties) {
        return new Watching(presence, hub, new Acquaintances(messages, properties), properties);
    }
}
