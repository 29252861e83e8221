package io.whispra.auth.account;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import io.whispra.auth.throttle.Throttles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finding people: by the beginning of their name or of a word in it, by exact email address, by ids. */
@Component
class Directory {

    private final Accounts accounts;
    private final Throttles throttles;
    private final DirectoryProperties properties;

    Directory(Accounts accounts, Throttles throttles, DirectoryProperties properties) {
        this.accounts = accounts;
        this.throttles = throttles;
        this.properties = properties;
    }

    /** What somebody looks for: a text, where to go on, and how many at once. */
    record Search(String text, @Nullable String cursor, @Nullable Integer limit) {}

    /**
     * Some of what was found.
     *
     * @param next the cursor of the next page, if there is one
     */
    record Page(List<User> users, @Nullable String next) {}

    /**
     * Whoever has this address, on the first page, and those whose name has a word that begins so, by name; {@link Refusal} 403
     * `search-off`, 422, 429.
     */
    Mono<Page> search(String callerId, Search search) {
        if (!properties.search()) {
            throw new Refusal(ProblemType.SEARCH_OFF, "Nobody can be looked for here; ask people for their links.");
        }
        var text = DisplayName.key(search.text());
        var length = text.codePointCount(0, text.length());
        if (length < properties.minLength() || length > properties.maxLength()) {
            throw Refusal.field("/q", "length", "Expected " + properties.minLength() + " to "
                    + properties.maxLength() + " characters to search for.");
        }
        var limit = limit(search.limit());
        var after = search.cursor() == null ? null : Position.at(search.cursor());
        return throttles.search(callerId, () -> withAddress(search.text())
                .flatMap(known -> named(text, after, limit, known)));
    }

    /** Those that exist, in the order of the ids. */
    Mono<List<User>> lookUp(List<String> ids) {
        var wanted = new LinkedHashSet<>(ids);
        if (wanted.size() > properties.ids()) {
            throw Refusal.field("/ids", "too-many", "At most " + properties.ids() + " ids at once.");
        }
        return accounts.findAll(wanted)
                .map(User::of)
                .collectMap(User::id, Function.identity())
                .map(found -> wanted.stream().filter(found::containsKey).map(found::get).toList());
    }

    Mono<User> find(String id) {
        return accounts.find(id).map(User::of);
    }

    private int limit(@Nullable Integer asked) {
        if (asked == null) {
            return properties.page();
        }
        if (asked < 1 || asked > properties.maxPage()) {
            throw Refusal.field("/limit", "invalid", "Expected a limit of 1 to " + properties.maxPage() + ".");
        }
        return asked;
    }

    private Mono<Optional<Account>> withAddress(String typed) {
        return Mono.justOrEmpty(EmailAddress.find(typed)).flatMap(accounts::findByEmail).singleOptional();
    }

    /** One more than fits tells whether there is another page. */
    private Mono<Page> named(String text, @Nullable Position after, int limit, Optional<Account> known) {
        var first = known.filter(_ -> after == null).stream().toList();
        var room = limit - first.size();
        return accounts.named(text, after, room + 2)
                .filter(account -> known.isEmpty() || !known.get().id().equals(account.id()))
                .collectList()
                .map(found -> page(first, found, room));
    }

    private static Page page(List<Account> first, List<Account> found, int room) {
        var shown = found.subList(0, Math.min(room, found.size()));
        var users = Stream.concat(first.stream(), shown.stream()).map(User::of).toList();
        var last = shown.isEmpty() ? Position.BEGINNING : Position.of(shown.getLast());
        return new Page(users, found.size() > room ? last.cursor() : null);
    }
}
