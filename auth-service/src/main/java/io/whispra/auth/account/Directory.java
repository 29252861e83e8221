package io.whispra.auth.account;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

import io.whispra.auth.problem.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finding people: by the beginning of their name, by exact email address, by ids. */
@Component
class Directory {

    private final Accounts accounts;
    private final AccountProperties limits;

    Directory(Accounts accounts, AccountProperties limits) {
        this.accounts = accounts;
        this.limits = limits;
    }

    /** Whoever has this address, then those whose name begins with it, by name; at most the configured number. */
    Mono<List<User>> search(String typed) {
        var text = DisplayName.key(typed);
        var length = text.codePointCount(0, text.length());
        if (length < limits.searchMinLength() || length > limits.searchMaxLength()) {
            throw Refusal.field("/q", "length", "Expected " + limits.searchMinLength() + " to "
                    + limits.searchMaxLength() + " characters to search for.");
        }
        var byEmail = Mono.justOrEmpty(EmailAddress.find(typed)).flatMap(accounts::findByEmail);
        var byName = accounts.named(text, limits.searchLimit());
        return Flux.concat(byEmail, byName)
                .distinct(Account::id)
                .take(limits.searchLimit())
                .map(User::of)
                .collectList();
    }

    /** Those that exist, in the order of the ids. */
    Mono<List<User>> lookUp(List<String> ids) {
        var wanted = new LinkedHashSet<>(ids);
        if (wanted.size() > limits.idsLimit()) {
            throw Refusal.field("/ids", "too-many", "At most " + limits.idsLimit() + " ids at once.");
        }
        return accounts.findAll(wanted)
                .map(User::of)
                .collectMap(User::id, Function.identity())
                .map(found -> wanted.stream().filter(found::containsKey).map(found::get).toList());
    }

    Mono<User> find(String id) {
        return accounts.find(id).map(User::of);
    }
}
