package io.whispra.media.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.AbortIncompleteMultipartUpload;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.TransitionDefaultMinimumObjectSize;

/**
 * Has the store itself remove what was begun and never finished. The reaper does so much earlier; this is for what nobody
 * remembers any more.
 */
@Component
final class LifeCycle implements BucketSetting<LifeCycle.Rules> {
    private static final String NONE = "NoSuchLifecycleConfiguration";

    private final S3AsyncClient s3;
    private final StorageProperties properties;
    private final List<LifecycleRule> ours;

    /** All rules, and the one setting beside them, which a write would otherwise take back. */
    record Rules(List<LifecycleRule> rules, @Nullable TransitionDefaultMinimumObjectSize minimum) {}

    LifeCycle(S3AsyncClient s3, StorageProperties properties, SetupProperties setup) {
        this.s3 = s3;
        this.properties = properties;
        this.ours = List.of(
                rule(properties.prefix(), setup.days()).build(),
                rule(properties.incomingPrefix(), setup.days())
                        .expiration(LifecycleExpiration.builder().days(setup.days()).build())
                        .build());
    }

    @Override
    public String name() {
        return "the life-cycle rules";
    }

    @Override
    public String wanted() {
        var days = ours.getFirst().abortIncompleteMultipartUpload().daysAfterInitiation();
        return "under " + properties.prefix() + " and " + properties.incomingPrefix()
                + " unfinished multipart uploads end after " + days + " day(s), under " + properties.incomingPrefix()
                + " objects do as well";
    }

    @Override
    public Mono<Rules> read() {
        return Mono.fromFuture(() -> s3.getBucketLifecycleConfiguration(get -> get.bucket(properties.bucket())))
                .map(found -> new Rules(found.rules(), found.transitionDefaultMinimumObjectSize()))
                .onErrorResume(S3Exception.class,
                        e -> BucketSetup.isCalled(NONE, e) ? Mono.just(new Rules(List.of(), null)) : Mono.error(e));
    }

    @Override
    public Rules with(Rules present) {
        var missing = ours.stream()
                .filter(rule -> present.rules().stream().noneMatch(other -> isSame(rule, other)))
                .toList();
        if (missing.isEmpty()) {
            return present;
        }
        var ids = missing.stream().map(LifecycleRule::id).toList();
        var all = new ArrayList<>(present.rules());
        all.removeIf(rule -> rule.id() != null && ids.contains(rule.id()));
        all.addAll(missing);
        return new Rules(all, present.minimum());
    }

    @Override
    public Mono<Void> write(Rules all) {
        return Mono.fromFuture(() -> s3.putBucketLifecycleConfiguration(
                put -> put.bucket(properties.bucket())
                        .transitionDefaultMinimumObjectSize(all.minimum())
                        .lifecycleConfiguration(rules -> rules.rules(all.rules()))))
                .then();
    }

    private static LifecycleRule.Builder rule(String prefix, int days) {
        return LifecycleRule.builder()
                .id("whispra-" + prefix)
                .status(ExpirationStatus.ENABLED)
                .filter(LifecycleRuleFilter.builder().prefix(prefix).build())
                .abortIncompleteMultipartUpload(
                        AbortIncompleteMultipartUpload.builder().daysAfterInitiation(days).build());
    }

    private static boolean isSame(LifecycleRule ours, LifecycleRule other) {
        return other.status() == ExpirationStatus.ENABLED
                && Objects.equals(ours.filter(), other.filter())
                && Objects.equals(ours.abortIncompleteMultipartUpload(), other.abortIncompleteMultipartUpload())
                && Objects.equals(days(ours), days(other));
    }

    private static @Nullable Integer days(LifecycleRule rule) {
        var expiration = rule.expiration();
        return expiration == null ? null : expiration.days();
    }
}
