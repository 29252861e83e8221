package io.whispra.room.departure;

import java.util.List;
import java.util.Optional;

import io.whispra.room.aggregate.Ids;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Hears from the auth service whose account is gone. A poll that fails is tried again until it succeeds; repeats do no harm. */
@Component
class DeletedUsersListener {

    private static final String DELETED = "user.deleted";

    private final Departures departures;
    private final DepartureProperties properties;

    DeletedUsersListener(Departures departures, DepartureProperties properties) {
        this.departures = departures;
        this.properties = properties;
    }

    /** Waits, on the consumer's own thread, which has nothing else to do; offsets are committed when it returns. */
    @KafkaListener(id = "deleted-users", idIsGroup = false, topics = "${whispra.kafka.user-events-topic}", groupId = "${whispra.kafka.group-id}-departures", batch = "true")
    void polled(List<ConsumerRecord<byte[], byte[]>> records) {
        Flux.fromIterable(records)
                .filter(record -> text(record, "ce_type").filter(DELETED::equals).isPresent())
                .mapNotNull(record -> text(record, "ce_subject").filter(Ids::isId).orElse(null))
                .distinct()
                .concatMap(departures::of)
                .then()
                .block(properties.timeout());
    }

    private static Optional<String> text(ConsumerRecord<byte[], byte[]> record, String header) {
        return Optional.ofNullable(record.headers().lastHeader(header))
                .map(Header::value)
                .map(value -> new String(value, UTF_8));
    }
}
