package io.whispra.auth.account;

import java.security.Principal;

import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
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
    private final Profile profile;

    MeApi(Accounts accounts, Profile profile) {
        this.accounts = accounts;
        this.profile = profile;
    }

    @GetMapping
    Mono<User> read(Principal caller) {
        return own(accounts.find(caller.getName()));
    }

    @PatchMapping
    Mono<User> change(Principal caller, @RequestBody Profile.Change change) {
        return change.isEmpty() ? read(caller) : own(profile.change(caller.getName(), change));
    }

    private static Mono<User> own(Mono<Account> account) {
        return account.filter(Account::isActive)
                .map(User::own)
                .switchIfEmpty(Mono.error(
                        () -> new Refusal(ProblemType.UNAUTHENTICATED, "The token's account is not there any more.")));
    }
}
