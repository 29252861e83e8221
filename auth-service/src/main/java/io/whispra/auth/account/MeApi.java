package io.whispra.auth.account;

import java.security.Principal;

import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.throttle.Throttles;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own account. */
@RestController
@RequestMapping("/api/v1/me")
class MeApi {

    private final Accounts accounts;
    private final Announcements announcements;
    private final Throttles throttles;

    MeApi(Accounts accounts, Announcements announcements, Throttles throttles) {
        this.accounts = accounts;
        this.announcements = announcements;
        this.throttles = throttles;
    }

    /** Changes to one's own account; what is absent stays as it is. */
    record Change(@Nullable String name) {}

    @GetMapping
    Mono<User> read(Principal caller) {
        return own(accounts.find(caller.getName()));
    }

    @PatchMapping
    Mono<User> change(Principal caller, @RequestBody Change change) {
        if (change.name() == null) {
            return read(caller);
        }
        var name = DisplayName.accept(change.name());
        return throttles.rename(caller.getName(), () -> own(accounts.rename(caller.getName(), name)
                .flatMap(announcements::announce)));
    }

    private static Mono<User> own(Mono<Account> account) {
        return account.filter(Account::isActive)
                .map(User::own)
                .switchIfEmpty(Mono.error(
                        () -> new Refusal(ProblemType.UNAUTHENTICATED, "The token's account is not there any more.")));
    }
}
