package io.whispra.room.head;

import java.util.ArrayList;
import java.util.List;

import io.whispra.room.log.LogEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes the polls of the log topic, one after the other: the next is not fetched before this one is kept. */
@Component
class EntriesListener {

    private final EntryReader reader;
    private final Parking parking;
    private final Heads heads;
    private final EntriesProperties properties;

    EntriesListener(EntryReader reader, Parking parking, Heads heads, EntriesProperties properties) {
        this.reader = reader;
        this.parking = parking;
        this.heads = heads;
        this.properties = properties;
    }

    /** Waits, on the consumer's own thread, which has nothing else to do; offsets are committed when it returns. */
    @KafkaListener(id = "entries", idIsGroup = false, topics = "${whispra.kafka.entries-topic}", groupId = "${whispra.kafka.group-id}", batch = "true")
    void polled(List<ConsumerRecord<byte[], byte[]>> records) {
        var entries = new ArrayList<LogEntry>(records.size());
        for (var record : records) {
            reader.read(record).ifPresentOrElse(entries::add, () -> parking.park(record));
        }
        heads.advance(entries).block(properties.pollTimeout());
    }
}
