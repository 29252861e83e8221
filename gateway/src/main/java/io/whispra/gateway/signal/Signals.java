package io.whispra.gateway.signal;

import io.whispra.gateway.hub.Hub;
import io.whispra.gateway.kafka.TopicReader;
import io.whispra.gateway.signal.Signal.Read;
import io.whispra.gateway.signal.Signal.Settings;
import io.whispra.gateway.signal.Signal.Typing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Brings signals to those who listen to their room: who left it gets none. */
@Component
final class Signals implements TopicReader.Taker {

    private final SignalRecords records;
    private final Hub hub;
    private final Notes notes;
    private final Markers markers;

    Signals(JsonMapper json, Hub hub, Notes notes, Markers markers) {
        this.records = new SignalRecords(json);
        this.hub = hub;
        this.notes = notes;
        this.markers = markers;
    }

    @Override
    public boolean take(ConsumerRecord<byte[], byte[]> record) {
        var signal = records.signal(record);
        if (signal == null) {
            return false;
        }
        switch (signal) {
            case Typing typing -> hub.signal(typing.roomId(),
                    listener -> !listener.userId().equals(typing.userId()), () -> notes.typing(typing));
            case Read read -> {
                hub.signal(read.roomId(), listener -> listener.userId().equals(read.userId()), () -> notes.own(read));
                if (read.shared()) {
                    markers.add(read);
                }
            }
            case Settings settings -> hub.signal(settings.roomId(),
                    listener -> listener.userId().equals(settings.userId()), () -> notes.own(settings));
        }
        return true;
    }
}
