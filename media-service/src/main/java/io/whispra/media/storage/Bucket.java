package io.whispra.media.storage;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * Sees to it at start that the bucket is there, for as long as it takes; the service is ready when it is. Its settings are seen
 * to after that. An outage later on is answered request by request and does not take the instance out of service.
 */
@Component("bucket")
final class Bucket implements SmartLifecycle, HealthIndicator {
    private static final Logger log = LoggerFactory.getLogger(Bucket.class);
    private static final int LONGEST_DELAY = 16;

    private final S3AsyncClient s3;
    private final StorageProperties properties;
    private final BucketSetup setup;
    private volatile boolean there;
    private volatile @Nullable Disposable search;

    Bucket(S3AsyncClient s3, StorageProperties properties, BucketSetup setup) {
        this.s3 = s3;
        this.properties = properties;
        this.setup = setup;
    }

    @Override
    public void start() {
        search = Mono.defer(() -> there ? Mono.empty() : found())
                .then(Mono.defer(setup::seen))
                .retryWhen(untilItIs())
                .subscribe(_ -> {}, error -> log.error("The search for the bucket ended", error));
    }

    @Override
    public void stop() {
        var running = search;
        if (running != null) {
            running.dispose();
        }
        search = null;
    }

    @Override
    public boolean isRunning() {
        return search != null;
    }

    @Override
    public Health health() {
        return (there ? Health.up() : Health.outOfService()).build();
    }

    /** Whether nothing is left to be done. */
    boolean isSettled() {
        var running = search;
        return running != null && running.isDisposed();
    }

    private Mono<Void> found() {
        return Mono.fromFuture(() -> s3.headBucket(head -> head.bucket(properties.bucket())))
                .map(_ -> "found")
                .onErrorResume(NoSuchBucketException.class, e -> setup.makesBucket() ? made() : Mono.error(e))
                .doOnNext(how -> {
                    there = true;
                    log.info("Bucket {} {} at {}", properties.bucket(), how, properties.endpoint());
                })
                .then();
    }

    private Mono<String> made() {
        return Mono.fromFuture(() -> s3.createBucket(create -> create.bucket(properties.bucket())))
                .map(_ -> "made")
                .onErrorReturn(Bucket::isThereAlready, "made by another instance");
    }

    private static boolean isThereAlready(Throwable error) {
        return error instanceof BucketAlreadyOwnedByYouException || error instanceof BucketAlreadyExistsException;
    }

    private Retry untilItIs() {
        Duration delay = properties.retryDelay();
        return Retry.backoff(Long.MAX_VALUE, delay)
                .maxBackoff(delay.multipliedBy(LONGEST_DELAY))
                .doBeforeRetry(attempt -> log.warn("{} at {}, trying again: {}",
                        there ? "Settings of the bucket cannot be seen to yet" : "No bucket " + properties.bucket(),
                        properties.endpoint(), S3Blobs.reason(attempt.failure())));
    }
}
