package io.whispra.message.search;

import java.security.Principal;

import io.whispra.message.words.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

import static java.nio.charset.StandardCharsets.UTF_8;

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
    Mono<ResponseEntity<Searching.Page>> inRoom(Principal caller, @PathVariable String roomId, @RequestParam String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var query = Query.of(q, cursor, limit, properties);
        return searching.inRoom(roomId, caller.getName(), query, words.wanted(q)).map(page -> linked(page, query));
    }

    @GetMapping("/api/v1/search")
    Mono<ResponseEntity<Searching.Page>> everywhere(Principal caller, @RequestParam String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var query = Query.of(q, cursor, limit, properties);
        return searching.everywhere(caller.getName(), query, words.wanted(q)).map(page -> linked(page, query));
    }

    /** With a link to the next page, if there is one. */
    private static ResponseEntity<Searching.Page> linked(Searching.Page page, Query query) {
        var answer = ResponseEntity.ok();
        if (page.next() != null) {
            answer.header(HttpHeaders.LINK, "<?q=" + UriUtils.encode(query.text(), UTF_8) + "&limit=" + query.limit()
                    + "&cursor=" + page.next() + ">; rel=\"next\"");
        }
        return answer.body(page);
    }
}
