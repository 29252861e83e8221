package io.whispra.auth.account;

import java.security.Principal;
import java.util.List;

import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.throttle.Throttles;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Other people, as everybody with an account sees them. */
@RestController
@RequestMapping("/api/v1/users")
class UserApi {

    private final Directory directory;
    private final Throttles throttles;

    UserApi(Directory directory, Throttles throttles) {
        this.directory = directory;
        this.throttles = throttles;
    }

    /** A list in an object, so that it can get company. */
    record Users(List<User> users) {}

    @GetMapping
    Mono<Users> list(Principal caller, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable List<String> ids) {
        if (q != null && ids == null) {
            return throttles.search(caller.getName(), () -> directory.search(q)).map(Users::new);
        }
        if (ids != null && q == null) {
            return directory.lookUp(ids).map(Users::new);
        }
        throw new Refusal(ProblemType.INVALID, "Expected either q or ids.");
    }

    @GetMapping("/{id}")
    Mono<User> read(@PathVariable String id) {
        return directory.find(id)
                .switchIfEmpty(Mono.error(() -> new Refusal(ProblemType.USER_NOT_FOUND, "Nobody has this id.")));
    }
}
