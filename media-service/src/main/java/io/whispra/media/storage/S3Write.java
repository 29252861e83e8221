package io.whispra.media.storage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** One content on its way into the store: a single request if it is one part, else S3's multipart upload. Not thread-safe. */
final class S3Write {
    /** Whoever comes to an object without a link's own disposition downloads it and never displays it. */
    private static final String INERT = "attachment";

    private final S3AsyncClient s3;
    private final StorageProperties properties;
    private final String bucket;
    private final String key;
    private final String contentType;
    private final List<CompletedPart> written = new ArrayList<>();
    private @Nullable String uploadId;

    S3Write(S3AsyncClient s3, StorageProperties properties, String key, String contentType) {
        this.s3 = s3;
        this.properties = properties;
        this.bucket = properties.bucket();
        this.key = key;
        this.contentType = contentType;
    }

    Mono<Void> add(Part part) {
        return part.isWhole() ? put(part) : begun().flatMap(upload -> upload(upload, part));
    }

    Mono<Void> end() {
        var upload = uploadId;
        return upload == null ? Mono.empty() : complete(upload);
    }

    private Mono<Void> put(Part part) {
        return Mono.fromFuture(() -> s3.putObject(
                put -> properties.encryption()
                        .on(put)
                        .bucket(bucket)
                        .key(key)
                        .contentType(contentType)
                        .contentDisposition(INERT)
                        .contentLength((long) part.size()),
                body(part))).then();
    }

    private Mono<String> begun() {
        return Mono.justOrEmpty(uploadId).switchIfEmpty(Mono.defer(this::begin));
    }

    private Mono<String> begin() {
        return Mono.fromFuture(() -> s3.createMultipartUpload(
                upload -> properties.encryption()
                        .on(upload)
                        .bucket(bucket)
                        .key(key)
                        .contentType(contentType)
                        .contentDisposition(INERT)))
                .map(created -> {
                    uploadId = created.uploadId();
                    return created.uploadId();
                });
    }

    private Mono<Void> upload(String upload, Part part) {
        return Mono.fromFuture(() -> s3.uploadPart(
                request -> request.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(part.number())
                        .contentLength((long) part.size()),
                body(part)))
                .doOnNext(answer -> written.add(
                        CompletedPart.builder().partNumber(part.number()).eTag(answer.eTag()).build()))
                .then();
    }

    private Mono<Void> complete(String upload) {
        return Mono.fromFuture(() -> s3.completeMultipartUpload(
                request -> request.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .multipartUpload(parts -> parts.parts(written))))
                .then();
    }

    /** Keeps to the arrays, so that the store can be asked again without reading again. */
    private static AsyncRequestBody body(Part part) {
        return AsyncRequestBody
                .fromByteBuffersUnsafe(part.pieces().stream().map(ByteBuffer::wrap).toArray(ByteBuffer[]::new));
    }
}
