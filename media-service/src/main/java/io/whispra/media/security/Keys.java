package io.whispra.media.security;

import java.io.Closeable;
import java.io.IOException;
import java.net.MalformedURLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.SignedJWT;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The public keys of the auth service, fetched when they are needed and a little before they are too old, on threads of their own. A key id
 * that nobody knows is looked for at once, but not more often than the cooldown permits; while the auth service is away, the last
 * keys are good for as long as a token that it may have signed.
 */
@Component
final class Keys implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Keys.class);
    private static final String DROPPED = "reactor.onErrorDropped.local";
    private static final int MAX_KEY_ID = 128;
    private static final int SECONDS_TO_LIVE = 60;

    private final KeyProperties properties;
    private final Cooldown fetched;
    private final JWKSource<SecurityContext> source;
    private final Scheduler scheduler;

    Keys(KeyProperties properties, TokenProperties tokens) throws MalformedURLException {
        this.properties = properties;
        this.scheduler = Schedulers.newBoundedElastic(properties.threads(), properties.waiting(), "keys",
                SECONDS_TO_LIVE, true);
        var retriever = new DefaultResourceRetriever(Math.toIntExact(properties.connectTimeout().toMillis()),
                Math.toIntExact(properties.readTimeout().toMillis()), Math.toIntExact(properties.maxSize().toBytes()));
        this.fetched = new Cooldown(new URLBasedJWKSetSource<>(tokens.jwksUri().toURL(), retriever), properties);
        this.source = JWKSourceBuilder.create(fetched)
                .retrying(false)
                .rateLimited(false)
                .outageTolerant(properties.outage().toMillis())
                .cache(properties.life().toMillis(), properties.timeout().toMillis())
                .refreshAheadCache(properties.refreshAhead().toMillis(), null,
                        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("keys-ahead").daemon().factory()),
                        true, null, false)
                .build();
    }

    /** Those with which a token may have been signed: none, if its header is not one that our tokens have. */
    Flux<JWK> of(SignedJWT token) {
        var header = token.getHeader();
        if (!isOurs(header)) {
            return Flux.empty();
        }
        var wanted = new JWKSelector(JWKMatcher.forJWSHeader(header));
        var known = wanted.select(fetched.fresh(System.currentTimeMillis()));
        return known.isEmpty() ? fetched(wanted) : Flux.fromIterable(known);
    }

    /** Waits for keys, but not on the thread that asks. */
    private Flux<JWK> fetched(JWKSelector wanted) {
        return Mono.fromCallable(() -> source.get(wanted, null))
                .subscribeOn(scheduler)
                .timeout(properties.timeout())
                .publishOn(Schedulers.parallel())
                .flatMapIterable(Function.<List<JWK>>identity())
                // Who asks may be gone before the keys are there; that they were not is nobody's error then.
                .contextWrite(context -> context.put(DROPPED, (Consumer<Throwable>) Keys::dropped));
    }

    private static void dropped(Throwable error) {
        log.debug("Nobody waits for the keys any more: {}", error.getMessage());
    }

    private static boolean isOurs(JWSHeader header) {
        var keyId = header.getKeyID();
        return JWSAlgorithm.RS256.equals(header.getAlgorithm()) && keyId != null && keyId.length() <= MAX_KEY_ID;
    }

    @Override
    public void close() throws IOException {
        if (source instanceof Closeable closeable) {
            closeable.close();
        }
        scheduler.dispose();
    }
}
