package io.whispra.auth.throttle;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.whispra.auth.problem.ProblemType;
import io.whispra.auth.secret.Sha256;
import reactor.core.publisher.Mono;

/** Three limits at once, for guesses at one account, at many accounts, and from many addresses. */
final class LoginThrottle {

    private final Buckets pairs;
    private final Buckets addresses;
    private final Buckets accounts;

    LoginThrottle(ThrottleProperties properties, Clock clock) {
        this.pairs = new Buckets(properties.login(), properties.maxKeys(), clock);
        this.addresses = new Buckets(properties.loginAddress(), properties.maxKeys(), clock);
        this.accounts = new Buckets(properties.loginAccount(), properties.maxKeys(), clock);
    }

    <T> Mono<T> limit(LoginTry login, Mono<Boolean> known, Mono<T> check) {
        return Mono.defer(() -> {
            var address = login.from().key();
            // What is typed may be long: keys are of one small size.
            var account = Sha256.of(login.account().getBytes(StandardCharsets.UTF_8)).hex();
            var taken = new Taken();
            taken.orRefuse(pairs, account + address);
            taken.orRefuse(addresses, address);
            return taken.unlessWrong(taken.from(accounts, account)
                    .map(wait -> known.flatMap(isKnown -> isKnown ? check : Mono.error(Throttles.tooMany(wait))))
                    .orElseGet(() -> check));
        });
    }

    /** The tokens of one try. */
    private static final class Taken {

        private final List<Runnable> back = new ArrayList<>();

        void orRefuse(Buckets buckets, String key) {
            from(buckets, key).ifPresent(wait -> {
                giveBack();
                throw Throttles.tooMany(wait);
            });
        }

        Optional<Duration> from(Buckets buckets, String key) {
            var wait = buckets.take(key);
            if (wait.isEmpty()) {
                back.add(() -> buckets.giveBack(key));
            }
            return wait;
        }

        /** A caller who does not wait for the answer has tried all the same. */
        <T> Mono<T> unlessWrong(Mono<T> check) {
            return check.doOnSuccess(_ -> giveBack()).doOnError(e -> {
                if (!Throttles.isRefusal(e, ProblemType.BAD_CREDENTIALS)) {
                    giveBack();
                }
            });
        }

        private void giveBack() {
            back.forEach(Runnable::run);
        }
    }
}
