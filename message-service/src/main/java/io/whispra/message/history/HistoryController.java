package io.whispra.message.history;

import java.security.Principal;

import io.whispra.message.entry.Current;
import io.whispra.message.entry.EntryId;
import io.whispra.message.history.PageRequest.Query;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/rooms/{roomId}")
class HistoryController {

    private final History history;
    private final HistoryProperties properties;

    HistoryController(History history, HistoryProperties properties) {
        this.history = history;
        this.properties = properties;
    }

    @GetMapping("/messages")
    Mono<History.Page> messages(Principal caller,
            @PathVariable String roomId,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable Long around,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(defaultValue = "false") boolean system) {
        var query = new Query(before, after, around, limit, system);
        return Mono.defer(() -> history.page(roomId, caller.getName(), PageRequest.of(query, properties)));
    }

    @GetMapping("/messages/{seq}")
    Mono<Current> message(Principal caller, @PathVariable String roomId,
            @PathVariable String seq) {
        if (!EntryId.isSeq(seq)) {
            return Mono.error(new Refusal(ProblemType.MESSAGE_NOT_FOUND, "A message's seq is a positive number."));
        }
        return history.message(roomId, caller.getName(), Long.parseLong(seq));
    }

    @GetMapping("/entries")
    Mono<History.Entries> entries(Principal caller,
            @PathVariable String roomId,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable Integer limit) {
        var from = after == null && before == null ? Long.valueOf(0) : after;
        return Mono.defer(() -> history.entries(roomId, caller.getName(),
                PageRequest.of(new Query(before, from, null, limit, true), properties)));
    }
}
