package io.whispra.message.internal;

import java.security.Principal;
import java.util.List;

import io.whispra.message.append.Appended;
import io.whispra.message.append.Appends;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryId;
import io.whispra.message.fold.Reads;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The log of a room, for services. */
@RestController
@RequestMapping("/internal/v1/rooms/{roomId}/entries")
class EntriesController {

    private final Appends appends;
    private final Reads reads;
    private final Requests requests;

    EntriesController(Appends appends, Reads reads, Requests requests) {
        this.appends = appends;
        this.reads = reads;
        this.requests = requests;
    }

    record Numbered(String clientId, long seq, long number) {}

    record Answer(List<Numbered> entries) {}

    record Piece(List<Entry> entries, long headSeq, long headNumber) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Answer> append(Principal caller, @PathVariable String roomId,
            ServerHttpRequest request) {
        requireId(roomId);
        return requests.drafts(caller.getName(), request)
                .flatMap(drafts -> appends.append(roomId, drafts))
                .map(appended -> new Answer(appended.stream().map(EntriesController::numbered).toList()));
    }

    @GetMapping
    Mono<Piece> read(@PathVariable String roomId, @RequestParam long from, @RequestParam long to) {
        requireId(roomId);
        requests.requireReadable(from, to);
        return reads.asService(roomId, view -> view.ids(from, Math.min(to, view.seq())))
                .map(piece -> new Piece(piece.entries(), piece.view().seq(), piece.view().number()));
    }

    private static Numbered numbered(Appended appended) {
        return new Numbered(appended.entry().clientId(), appended.entry().seq(), appended.entry().number());
    }

    private static void requireId(String roomId) {
        if (!EntryId.isPublicId(roomId)) {
            throw Reads.roomNotFound();
        }
    }
}
