package io.whispra.media.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Lets the web client's scripts read and send files: without it they may only be shown. */
@Component
final class CrossOrigin implements BucketSetting<List<CORSRule>> {
    private static final String NONE = "NoSuchCORSConfiguration";
    private static final List<String> METHODS = List.of("GET", "HEAD", "PUT");
    private static final List<String> HEADERS = List.of("content-type", "if-none-match", "range");
    private static final List<String> ENCRYPTION = List.of("x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id");
    private static final List<String> EXPOSED = List.of("ETag", "Content-Length", "Content-Range", "Accept-Ranges",
            "Content-Disposition");
    private static final int AN_HOUR = 3600;

    private final S3AsyncClient s3;
    private final StorageProperties properties;
    private final CORSRule ours;

    CrossOrigin(S3AsyncClient s3, StorageProperties properties, SetupProperties setup) {
        this.s3 = s3;
        this.properties = properties;
        this.ours = CORSRule.builder()
                .id("whispra-" + properties.prefix())
                .allowedOrigins(setup.origins())
                .allowedMethods(METHODS)
                .allowedHeaders(headers(properties.encryption()))
                .exposeHeaders(EXPOSED)
                .maxAgeSeconds(AN_HOUR)
                .build();
    }

    @Override
    public String name() {
        return "the CORS rule";
    }

    @Override
    public String wanted() {
        return "origins " + ours.allowedOrigins() + ", methods " + ours.allowedMethods() + ", headers "
                + ours.allowedHeaders() + ", exposed " + ours.exposeHeaders();
    }

    @Override
    public Mono<List<CORSRule>> read() {
        return Mono.fromFuture(() -> s3.getBucketCors(get -> get.bucket(properties.bucket())))
                .map(GetBucketCorsResponse::corsRules)
                .onErrorResume(S3Exception.class,
                        e -> BucketSetup.isCalled(NONE, e) ? Mono.just(List.of()) : Mono.error(e));
    }

    @Override
    public List<CORSRule> with(List<CORSRule> present) {
        if (ours.allowedOrigins().isEmpty() || present.stream().anyMatch(this::saysTheSame)) {
            return present;
        }
        var all = new ArrayList<CORSRule>();
        // The first rule that fits is the one that the store goes by.
        all.add(ours);
        present.stream().filter(rule -> !ours.id().equals(rule.id())).forEach(all::add);
        return all;
    }

    @Override
    public Mono<Void> write(List<CORSRule> all) {
        return Mono.fromFuture(() -> s3.putBucketCors(
                put -> put.bucket(properties.bucket()).corsConfiguration(rules -> rules.corsRules(all)))).then();
    }

    /** In whatever order and letters the store tells it, under whatever id. */
    private boolean saysTheSame(CORSRule rule) {
        return Set.copyOf(rule.allowedOrigins()).equals(Set.copyOf(ours.allowedOrigins()))
                && Set.copyOf(rule.allowedMethods()).equals(Set.copyOf(ours.allowedMethods()))
                && small(rule.allowedHeaders()).equals(small(ours.allowedHeaders()))
                && small(rule.exposeHeaders()).equals(small(ours.exposeHeaders()));
    }

    private static Set<String> small(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    private static List<String> headers(Encryption encryption) {
        return encryption.isAsked() ? Stream.concat(HEADERS.stream(), ENCRYPTION.stream()).toList() : HEADERS;
    }
}
