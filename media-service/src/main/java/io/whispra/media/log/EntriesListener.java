package io.whispra.media.log;

import java.util.ArrayList;
import java.util.List;

import io.whispra.media.attachment.Use;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes the polls of the log topic, one after the other: the next is not fetched before this one is kept. */
@Component
class EntriesListener {
    private final EntryReader reader;
    private final Parking parking;
    private final LoggedUses uses;
    private final LogProperties properties;

    EntriesListener(EntryReader reader, Parking parking, LoggedUses uses, LogProperties properties) {
        this.reader = reader;
        this.parking = parking;
        this.uses = uses;
        this.properties = properties;
    }

    /** Waits, on the consumer's own thread, which has nothing else to do; offsets are committed when it returns. */
    @KafkaListener(id = "entries", idIsGroup = false, topics = "${whispra.kafka.entries-topic}", groupId = "${whispra.kafka.group-id}", batch = "true")
    void polled(List<ConsumerRecord<byte[], byte[]>> records) {
        var told = new ArrayList<Use>();
        var unreadable = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var record : records) {
            if (reader.isOfInterest(record)) {
                reader.read(record).ifPresentOrElse(entry -> entry.use().ifPresent(told::add),
                        () -> unreadable.add(record));
            }
        }
        if (!told.isEmpty()) {
            uses.take(told).block(properties.pollTimeout());
        }
        unreadable.forEach(parking::park);
    }
}
