package io.whispra.message.epoch;

import java.util.stream.IntStream;

import com.mongodb.ConnectionString;
import io.whispra.embedded.junit.MongoExtension;
import io.whispra.message.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.SimpleReactiveMongoDatabaseFactory;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

class EpochTest {

    @RegisterExtension
    static final MongoExtension mongo = new MongoExtension();

    private final ReactiveMongoTemplate template = new ReactiveMongoTemplate(
            new SimpleReactiveMongoDatabaseFactory(new ConnectionString(mongo.uri())));

    @Test
    void epochIsMadeOnceAndChangesWithAResetOnly() {
        var first = epoch(false);
        assertThat(first).isNotEmpty();
        assertThat(epoch(false)).isEqualTo(first);
        var second = epoch(true);
        assertThat(second).isNotEqualTo(first);
        assertThat(epoch(false)).isEqualTo(second);
    }

    @Test
    void instancesThatStartTogetherAgree() {
        var starting = IntStream.range(0, 10).mapToObj(_ -> new Epoch(template, new EpochProperties(false))).toList();
        assertThat(Flux.fromIterable(starting)
                .flatMap(Epoch::current, 10)
                .distinct()
                .collectList()
                .blockOptional(Client.PATIENCE)
                .orElseThrow()).hasSize(1);
    }

    @Test
    void resetHappensOnceInTheLifeOfAnInstance() {
        var epoch = new Epoch(template, new EpochProperties(true));
        var first = epoch.current().block(Client.PATIENCE);
        assertThat(epoch.current().block(Client.PATIENCE)).isEqualTo(first);
    }

    private String epoch(boolean reset) {
        return new Epoch(template, new EpochProperties(reset)).current().blockOptional(Client.PATIENCE).orElseThrow();
    }
}
