package io.whispra.media.storage;

import java.util.List;

import io.whispra.media.storage.SetupProperties.Mode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Sees to the bucket's settings: reads each, adds our part to what others have put there, and writes only if something was
 * missing. A store that does not permit this or does not know it is told of in the log, once; the service works without.
 */
@Component
class BucketSetup {
    private static final Logger log = LoggerFactory.getLogger(BucketSetup.class);

    private final List<BucketSetting<?>> settings;
    private final Mode mode;
    private final String bucket;

    BucketSetup(List<BucketSetting<?>> settings, SetupProperties setup, StorageProperties properties) {
        this.settings = List.copyOf(settings);
        this.mode = setup.mode();
        this.bucket = properties.bucket();
    }

    boolean makesBucket() {
        return mode == Mode.MANAGE;
    }

    /** Fails where the store did not answer, so that it is worth trying again. */
    Mono<Void> seen() {
        return mode == Mode.OFF
                ? Mono.empty()
                : Flux.fromIterable(settings).concatMap(this::seen).then();
    }

    private <T> Mono<Void> seen(BucketSetting<T> setting) {
        return setting.read()
                .flatMap(present -> {
                    var all = setting.with(present);
                    return all.equals(present) ? Mono.empty() : missing(setting, all);
                })
                .onErrorResume(BucketSetup::isRefused, error -> {
                    log.warn("Bucket {}: the store does not let {} be seen to ({}). See to it there: {}", bucket,
                            setting.name(), S3Blobs.reason(error), setting.wanted());
                    return Mono.empty();
                });
    }

    private <T> Mono<Void> missing(BucketSetting<T> setting, T all) {
        if (mode == Mode.CHECK) {
            log.warn("Bucket {} lacks {}: {}", bucket, setting.name(), setting.wanted());
            return Mono.empty();
        }
        return setting.write(all)
                .doOnSuccess(_ -> log.info("Bucket {} was given {}: {}", bucket, setting.name(), setting.wanted()));
    }

    static boolean isCalled(String code, S3Exception error) {
        var details = error.awsErrorDetails();
        return details != null && code.equals(details.errorCode());
    }

    /** Whether the store understood and will say the same again. */
    private static boolean isRefused(Throwable error) {
        return error instanceof S3Exception e
                && (e.statusCode() < HttpStatus.INTERNAL_SERVER_ERROR.value()
                        || e.statusCode() == HttpStatus.NOT_IMPLEMENTED.value())
                && !e.isThrottlingException();
    }
}
