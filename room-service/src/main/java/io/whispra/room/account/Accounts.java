package io.whispra.room.account;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import io.whispra.room.aggregate.Ids;
import io.whispra.room.problem.ProblemType;
import io.whispra.room.problem.Refusal;
import io.whispra.room.problem.Unavailable;
import io.whispra.room.remote.RemoteProperties;
import io.whispra.room.remote.Remotes;
import io.whispra.room.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException.NotFound;
import org.springframework.web.reactive.function.client.WebClientResponseException.Unauthorized;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether people exist, as the auth service tells the caller. */
@Component
public class Accounts {

    private final WebClient client;
    private final AccountProperties properties;
    private final Duration timeout;

    Accounts(Remotes remotes, AccountProperties properties, RemoteProperties remote) {
        this.client = remotes.client("auth-service").baseUrl(properties.url().toString()).build();
        this.properties = properties;
        this.timeout = remote.timeout();
    }

    /** Completes if there is such a person; refuses with `user-not-found`, 401 or 503. */
    public Mono<Void> require(String userId, Caller caller) {
        if (!Ids.isId(userId)) {
            return Mono.error(Accounts::notFound);
        }
        return client.get()
                .uri("/api/v1/users/{id}", userId)
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .retrieve()
                .bodyToMono(User.class)
                .timeout(timeout)
                .onErrorMap(Accounts::refusal)
                .flatMap(user -> user.isThere() ? Mono.<Void>empty() : Mono.error(Accounts::notFound));
    }

    /** The same for all of these people. */
    public Mono<Void> requireAll(Collection<String> userIds, Caller caller) {
        if (!userIds.stream().allMatch(Ids::isId)) {
            return Mono.error(Accounts::notFound);
        }
        return Flux.fromIterable(userIds)
                .buffer(properties.ids())
                .concatMap(ids -> requireSome(ids, caller))
                .then();
    }

    private Mono<Void> requireSome(List<String> ids, Caller caller) {
        return client.get()
                .uri("/api/v1/users?ids={ids}", String.join(",", ids))
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .retrieve()
                .bodyToMono(Users.class)
                .timeout(timeout)
                .onErrorMap(Accounts::refusal)
                .map(found -> found.users().stream().filter(User::isThere).map(User::id).collect(Collectors.toSet()))
                .flatMap(found -> found.containsAll(ids) ? Mono.<Void>empty() : Mono.error(Accounts::notFound));
    }

    private static Throwable refusal(Throwable error) {
        return switch (error) {
            case NotFound _ -> notFound();
            case Unauthorized _ -> new Refusal(ProblemType.UNAUTHENTICATED,
                    "The access token is missing, invalid or expired.");
            default -> new Unavailable("the auth service says who exists", error);
        };
    }

    private static Refusal notFound() {
        return new Refusal(ProblemType.USER_NOT_FOUND, "There is no such user.");
    }

    /**
     * What counts here of an account.
     *
     * @param deleted true if only what the person wrote is left
     */
    record User(String id, @Nullable Boolean deleted) {

        boolean isThere() {
            return !Boolean.TRUE.equals(deleted);
        }
    }

    record Users(List<User> users) {}
}
