package io.whispra.auth.throttle;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.problem.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Refuses who tries too often, before anything costly is done: {@link Refusal} 429 `too-many-requests`. Whether there is
 * such an account makes no difference. Passwords cost a token only when they were wrong.
 */
@Component
public class Throttles {

    private final boolean enabled;
    private final LoginThrottle login;
    private final Buckets registrations;
    private final Buckets confirmations;
    private final Buckets profiles;
    private final Buckets searches;

    Throttles(ThrottleProperties properties, Clock clock) {
        this.enabled = properties.enabled();
        this.login = new LoginThrottle(properties, clock);
        this.registrations = new Buckets(properties.registration(), properties.maxKeys(), clock);
        this.confirmations = new Buckets(properties.confirmation(), properties.maxKeys(), clock);
        this.profiles = new Buckets(properties.profile(), properties.maxKeys(), clock);
        this.searches = new Buckets(properties.search(), properties.maxKeys(), clock);
    }

    /**
     * A try to log in. The check must fail with `bad-credentials` if the password is wrong, and only then costs a token.
     *
     * @param known whether the account was used from the address before: such an address has its own limits only, so that
     *              strangers cannot lock the owner out. It is asked for when strangers have used up theirs
     */
    public <T> Mono<T> logIn(LoginTry login, Mono<Boolean> known, Mono<T> check) {
        return enabled ? this.login.limit(login, known, check) : check;
    }

    /** A registration, whatever comes of it. */
    public <T> Mono<T> register(ClientAddress from, Supplier<Mono<T>> registration) {
        return once(registrations, from.key(), registration);
    }

    /** A check of the password of somebody who is signed in; it must fail with `wrong-password` if it is wrong. */
    public <T> Mono<T> confirm(String userId, Mono<T> check) {
        return once(confirmations, userId, () -> check.doOnSuccess(_ -> confirmations.giveBack(userId))
                .doOnError(e -> {
                    if (!isRefusal(e, ProblemType.WRONG_PASSWORD)) {
                        confirmations.giveBack(userId);
                    }
                }));
    }

    /** A change of what others see of one. */
    public <T> Mono<T> changeProfile(String userId, Supplier<Mono<T>> change) {
        return once(profiles, userId, change);
    }

    /** A search for people. */
    public <T> Mono<T> search(String userId, Supplier<Mono<T>> search) {
        return once(searches, userId, search);
    }

    private <T> Mono<T> once(Buckets buckets, String key, Supplier<Mono<T>> work) {
        return Mono.defer(() -> {
            if (enabled) {
                buckets.take(key).ifPresent(wait -> {
                    throw tooMany(wait);
                });
            }
            return work.get();
        });
    }

    static boolean isRefusal(Throwable error, ProblemType type) {
        return error instanceof Refusal refusal && refusal.type() == type;
    }

    static Refusal tooMany(Duration wait) {
        return Refusal.tooMany("Too many tries; wait a little.", wait);
    }
}
