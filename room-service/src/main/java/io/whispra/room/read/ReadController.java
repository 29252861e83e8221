package io.whispra.room.read;

import io.whispra.room.problem.Refusal;
import io.whispra.room.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class ReadController {

    private final ReadMarkers markers;

    ReadController(ReadMarkers markers) {
        this.markers = markers;
    }

    @PutMapping("/api/v1/rooms/{id}/read")
    Mono<ReadMarkers.Read> read(Caller caller, @PathVariable String id,
            @RequestBody Reading body) {
        var seq = body.seq();
        if (seq == null || seq < 1) {
            throw Refusal.field("/seq", seq == null ? "required" : "unknown", "seq is that of an entry, from 1.");
        }
        return markers.read(id, caller.id(), seq);
    }

    /** The body that moves a marker. */
    record Reading(@Nullable Long seq) {}
}
