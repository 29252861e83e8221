package io.whispra.auth.credential;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.whispra.auth.account.Account;
import io.whispra.auth.account.Account.Status;
import io.whispra.auth.account.Accounts;
import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Disables accounts and enables them again, for services that may. */
@RestController
class StatusApi {

    private final Accounts accounts;
    private final Credentials credentials;
    private final Settlement settlement;

    StatusApi(Accounts accounts, Credentials credentials, Settlement settlement) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.settlement = settlement;
    }

    enum Wanted {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("disabled")
        DISABLED
    }

    record Change(@Nullable Wanted status) {}

    /** Twice is as once; {@link Refusal} 404 `user-not-found`, also when the account was deleted. */
    @PutMapping("/internal/v1/users/{id}/status")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> change(@PathVariable String id, @RequestBody Change change) {
        var wanted = change.status();
        if (wanted == null) {
            throw Refusal.field("/status", "required", "A status is required.");
        }
        return changed(id, wanted).switchIfEmpty(existing(id)).flatMap(settlement::settle);
    }

    /** Empty if there is nothing to change. */
    private Mono<Account> changed(String id, Wanted wanted) {
        return switch (wanted) {
            case ACTIVE -> credentials.enable(id);
            case DISABLED -> credentials.disable(id);
        };
    }

    private Mono<Account> existing(String id) {
        return accounts.find(id)
                .filter(account -> account.status() != Status.DELETED)
                .switchIfEmpty(Mono.error(() -> new Refusal(ProblemType.USER_NOT_FOUND, "Nobody has this id.")));
    }
}
