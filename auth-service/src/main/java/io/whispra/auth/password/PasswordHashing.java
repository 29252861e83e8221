package io.whispra.auth.password;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.whispra.auth.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Argon2id (RFC 9106) on threads of its own. Each hash takes tens of milliseconds and megabytes by design, so that a fixed
 * number run at once, a fixed number wait, and who comes then is told to come back.
 */
@Component
public class PasswordHashing implements DisposableBean {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Argon2PasswordEncoder argon2;
    private final PasswordProperties.Hashing properties;
    private final Timer time;
    private final ExecutorService threads;
    private final Scheduler scheduler;
    private final String nobodysHash;

    PasswordHashing(PasswordProperties password, MeterRegistry metrics) {
        this.time = Timer.builder("whispra.password.hash")
                .description("Hashes of passwords, made or compared; what waits is not counted")
                .register(metrics);
        this.properties = password.hashing();
        this.argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, properties.parallelism(),
                Math.toIntExact(properties.memory().toKilobytes()), properties.iterations());
        this.threads = new ThreadPoolExecutor(properties.concurrent(), properties.concurrent(), 0, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(properties.queue()), new CustomizableThreadFactory("password-"));
        this.scheduler = Schedulers.fromExecutorService(threads);
        this.nobodysHash = encode("nobody's password");
    }

    /**
     * The hash with its salt and parameters, in PHC form; {@link Refusal} 503 when too many wait.
     *
     * @param before runs on the same thread, and may refuse
     */
    Mono<String> hash(Password password, Runnable before) {
        return onOwnThreads(() -> {
            before.run();
            return time.recordCallable(() -> encode(password.normalized()));
        });
    }

    /**
     * Whether the password has this hash; {@link Refusal} 503 when too many wait.
     *
     * @param hash null where there is no account: never true, after the same work
     */
    public Mono<Boolean> matches(Password password, @Nullable String hash) {
        return onOwnThreads(() -> time.recordCallable(
                () -> argon2.matches(password.normalized(), hash == null ? nobodysHash : hash)))
                .map(matches -> matches && hash != null);
    }

    @Override
    public void destroy() {
        scheduler.dispose();
        threads.shutdownNow();
    }

    private String encode(String password) {
        var hash = argon2.encode(password);
        if (hash == null) {
            throw new IllegalStateException("a password has a hash");
        }
        return hash;
    }

    private <T> Mono<T> onOwnThreads(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(scheduler)
                .onErrorMap(RejectedExecutionException.class,
                        _ -> Refusal.unavailable("Too many people are logging in at once.", properties.retryAfter()));
    }
}
