package io.whispra.message.search;

import java.security.Principal;

import io.whispra.message.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class SearchController {

    private final Searching searching;
    private final Words words;
    private final SearchProperties properties;

    SearchController(Searching searching, Words words, SearchProperties properties) {
        this.searching = searching;
        this.words = words;
        this.properties = properties;
    }

    @GetMapping("/api/v1/rooms/{roomId}/search")
    Mono<Searching.Page> inRoom(Principal caller, @PathVariable String roomId, @RequestParam String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var query = Query.of(q, cursor, limit, properties);
        return searching.inRoom(roomId, caller.getName(), query, words.wanted(q));
    }

    @GetMapping("/api/v1/search")
    Mono<Searching.Page> everywhere(Principal caller, @RequestParam String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var query = Query.of(q, cursor, limit, properties);
        return searching.everywhere(caller.getName(), query, words.wanted(q));
    }
}
