package io.whispra.auth.account;

import java.security.Principal;
import java.util.List;

import io.whispra.auth.account.Directory.Page;
import io.whispra.auth.account.Directory.Search;
import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Other people, as everybody with an account sees them. */
@RestController
@RequestMapping(UserApi.PATH)
class UserApi {

    static final String PATH = "/api/v1/users";

    private final Directory directory;

    UserApi(Directory directory) {
        this.directory = directory;
    }

    /** What to list: a search, or ids. */
    record Query(@Nullable String q, @Nullable String cursor, @Nullable Integer limit, @Nullable List<String> ids) {}

    @GetMapping
    Mono<ResponseEntity<Page>> list(Principal caller, @ModelAttribute Query query) {
        if (query.q() != null && query.ids() == null) {
            var search = new Search(query.q(), query.cursor(), query.limit());
            return directory.search(caller.getName(), search).map(page -> answer(search, page));
        }
        if (query.ids() != null && query.q() == null) {
            return directory.lookUp(query.ids()).map(users -> ResponseEntity.ok(new Page(users, null)));
        }
        throw new Refusal(ProblemType.INVALID, "Expected either q or ids.");
    }

    @GetMapping("/{id}")
    Mono<User> read(@PathVariable String id) {
        return directory.find(id)
                .switchIfEmpty(Mono.error(() -> new Refusal(ProblemType.USER_NOT_FOUND, "Nobody has this id.")));
    }

    /** With the next page's address (RFC 8288), relative, whoever asked under whatever name. */
    private static ResponseEntity<Page> answer(Search search, Page page) {
        var answer = ResponseEntity.ok();
        if (page.next() != null) {
            var link = UriComponentsBuilder.fromPath(PATH).queryParam("q", "{q}").queryParam("cursor", "{cursor}");
            if (search.limit() != null) {
                link.queryParam("limit", search.limit());
            }
            answer.header(HttpHeaders.LINK,
                    "<" + link.encode().buildAndExpand(search.text(), page.next()).toUriString() + ">; rel=\"next\"");
        }
        return answer.body(page);
    }
}
