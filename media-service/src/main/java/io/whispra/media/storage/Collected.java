package io.whispra.media.storage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of an answer in the pieces in which they came, which the SDK copied out of the network's buffers already. An answer that is not as
 * long as it must be is an error: a store that knows no ranges would send it all.
 */
final class Collected implements AsyncResponseTransformer<GetObjectResponse, List<byte[]>> {
    private final int size;
    private CompletableFuture<List<byte[]>> answer = new CompletableFuture<>();

    Collected(int size) {
        this.size = size;
    }

    @Override
    public CompletableFuture<List<byte[]>> prepare() {
        answer = new CompletableFuture<>();
        return answer;
    }

    @Override
    public void onResponse(GetObjectResponse response) {
        // Its length is counted.
    }

    @Override
    public void onStream(SdkPublisher<ByteBuffer> stream) {
        stream.subscribe(new Pieces(answer, size));
    }

    @Override
    public void exceptionOccurred(Throwable error) {
        answer.completeExceptionally(error);
    }

    private static final class Pieces implements Subscriber<ByteBuffer> {
        private final CompletableFuture<List<byte[]>> answer;
        private final int size;
        private final List<byte[]> pieces = new ArrayList<>();
        private int collected;
        private @Nullable Subscription stream;

        Pieces(CompletableFuture<List<byte[]>> answer, int size) {
            this.answer = answer;
            this.size = size;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            stream = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            collected += buffer.remaining();
            if (collected <= size) {
                pieces.add(bytes(buffer));
            } else if (answer.completeExceptionally(unexpected("more")) && stream != null) {
                stream.cancel();
            }
        }

        @Override
        public void onError(Throwable error) {
            answer.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            if (collected == size) {
                answer.complete(pieces);
            } else {
                answer.completeExceptionally(unexpected("less"));
            }
        }

        private SdkClientException unexpected(String what) {
            return SdkClientException.create("answered " + what + " than the " + size + " bytes that were asked for");
        }

        private static byte[] bytes(ByteBuffer buffer) {
            if (buffer.hasArray() && buffer.arrayOffset() == 0 && buffer.remaining() == buffer.array().length) {
                return buffer.array();
            }
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }
    }
}
