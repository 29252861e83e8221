package io.whispra.media.storage;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.whispra.media.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** {@link Blobs} in S3 or what speaks its protocol. */
@Component
final class S3Blobs implements Blobs {
    private static final Logger log = LoggerFactory.getLogger(S3Blobs.class);
    private static final Map<String, String> CANONICAL = Map.of("content-type", "Content-Type", "if-none-match",
            "If-None-Match");
    private static final Duration SOON = Duration.ofSeconds(5);

    private final S3AsyncClient s3;
    private final S3Presigner presigner;
    private final Addresses addresses;
    private final StorageProperties properties;

    S3Blobs(S3AsyncClient s3, S3Presigner presigner, Addresses addresses, StorageProperties properties) {
        this.s3 = s3;
        this.presigner = presigner;
        this.addresses = addresses;
        this.properties = properties;
    }

    @Override
    public Mono<Void> write(BlobKey key, String contentType, Flux<Part> parts) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> new S3Write(s3, properties, properties.key(key), contentType)),
                // An error waits for the call in progress, so that cleaning up knows of what that call begins.
                write -> parts.concatMapDelayError(write::add, false, 0).then(Mono.defer(write::end)),
                _ -> Mono.empty(),
                (_, _) -> cleaned(key),
                _ -> cleaned(key))
                .onErrorMap(SdkException.class, e -> unavailable("write", key.id(), e));
    }

    @Override
    public Mono<Found> find(BlobKey key) {
        return Mono.fromFuture(() -> s3.headObject(head -> head.bucket(properties.bucket()).key(properties.key(key))))
                .map(head -> new Found(head.contentLength(), head.eTag()))
                .onErrorComplete(NoSuchKeyException.class)
                .onErrorMap(SdkException.class, e -> unavailable("find", key.id(), e));
    }

    @Override
    public Flux<Part> read(BlobKey key, Found found, int partSize) {
        int parts = Math.toIntExact(Math.ceilDiv(found.size(), partSize));
        return Flux.range(1, parts)
                .concatMap(number -> read(key, found, number, partSize), 0)
                .onErrorMap(SdkException.class, e -> unavailable("read", key.id(), e));
    }

    @Override
    public Mono<Void> remove(BlobKey key) {
        var name = properties.key(key);
        return unfinished(name, name::equals)
                .concatMap(this::abort)
                .then(delete(name))
                .onErrorMap(SdkException.class, e -> unavailable("remove", key.id(), e));
    }

    @Override
    public Mono<Void> remove(String id) {
        return keepOnly(id, null);
    }

    @Override
    public Mono<Void> keepOnly(String id, @Nullable String stored) {
        var root = properties.key(new BlobKey.Kept(id, null, Variant.ORIGINAL));
        var kept = root + "/" + stored + "/";
        Predicate<String> unwanted = name -> name.equals(root)
                || (name.startsWith(root + "/") && (stored == null || !name.startsWith(kept)));
        return unfinished(root, unwanted)
                .concatMap(this::abort)
                .thenMany(objects(root, unwanted).concatMap(this::delete))
                .then(remove(new BlobKey.Incoming(id)))
                .onErrorMap(SdkException.class, e -> unavailable("remove", id, e));
    }

    @Override
    public UploadLink uploadLink(BlobKey.Incoming key, String contentType, long size, Duration lifetime) {
        var signed = presigner.presignPutObject(presign -> presign
                .signatureDuration(lifetime)
                .putObjectRequest(put -> properties.encryption()
                        .on(put.bucket(properties.bucket()).key(properties.key(key)))
                        .contentType(contentType)
                        .contentLength(size)
                        .ifNoneMatch("*")));
        return new UploadLink(signed.httpRequest().method().name(), URI.create(signed.url().toString()),
                toBeSent(signed.signedHeaders()), signed.expiration());
    }

    @Override
    public Link link(BlobKey.Kept key, Delivery delivery) {
        return addresses.link(key, delivery);
    }

    private Mono<Part> read(BlobKey key, Found found, int number, int partSize) {
        long from = (long) (number - 1) * partSize;
        int size = (int) Math.min(partSize, found.size() - from);
        boolean last = from + size == found.size();
        return Mono.fromFuture(() -> s3.getObject(
                get -> get.bucket(properties.bucket())
                        .key(properties.key(key))
                        .ifMatch(found.version())
                        .range("bytes=" + from + "-" + (from + size - 1)),
                new Collected(size))).map(pieces -> new Part(number, pieces, size, last));
    }

    /** All that is signed, but for what every client sends by itself. */
    private static Map<String, String> toBeSent(Map<String, List<String>> signed) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        signed.forEach((name, values) -> headers.put(CANONICAL.getOrDefault(name, name), String.join(",", values)));
        headers.remove("Host");
        headers.remove("Content-Length");
        return headers;
    }

    private Flux<MultipartUpload> unfinished(String prefix, Predicate<String> wanted) {
        return Mono.fromFuture(() -> s3.listMultipartUploads(list -> list.bucket(properties.bucket()).prefix(prefix)))
                .flatMapIterable(ListMultipartUploadsResponse::uploads)
                .filter(upload -> wanted.test(upload.key()));
    }

    /** One page is more than an attachment ever has. */
    private Flux<String> objects(String prefix, Predicate<String> wanted) {
        return Mono.fromFuture(() -> s3.listObjectsV2(list -> list.bucket(properties.bucket()).prefix(prefix)))
                .flatMapIterable(ListObjectsV2Response::contents)
                .map(S3Object::key)
                .filter(wanted);
    }

    private Mono<Void> abort(MultipartUpload upload) {
        return Mono.fromFuture(() -> s3.abortMultipartUpload(
                abort -> abort.bucket(properties.bucket()).key(upload.key()).uploadId(upload.uploadId())))
                .onErrorComplete(NoSuchUploadException.class)
                .then();
    }

    private Mono<Void> delete(String name) {
        return Mono.fromFuture(() -> s3.deleteObject(delete -> delete.bucket(properties.bucket()).key(name))).then();
    }

    /** What stays behind here is for the reaper, so the cause of the failed write is the one that counts. */
    private Mono<Void> cleaned(BlobKey key) {
        return remove(key).onErrorComplete();
    }

    private static Refusal unavailable(String what, String id, SdkException cause) {
        log.warn("Storage failed to {} {}: {}", what, id, reason(cause));
        return Refusal.unavailable("The file storage does not answer; nothing was kept.", SOON);
    }

    /** What the SDK says, without the advice that follows. */
    static String reason(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    }
}
