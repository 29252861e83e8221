package io.whispra.media.upload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.storage.Part;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Collects bytes into parts of one size. A full part waits for the next byte, so that the last one is known to be the last.
 * A content longer than the maximum is refused at its first byte too many, an empty one at its end.
 */
final class Parts {
    private final int partSize;
    private final long maxSize;
    private List<byte[]> pieces = new ArrayList<>();
    private int collected;
    private int number = 1;
    private long total;

    private Parts(int partSize, long maxSize) {
        this.partSize = partSize;
        this.maxSize = maxSize;
    }

    static Flux<Part> of(Flux<byte[]> content, UploadProperties properties) {
        return Flux.defer(() -> {
            var parts = new Parts((int) properties.partSize().toBytes(), properties.maxSize().toBytes());
            return content.concatMapIterable(parts::add, 1).concatWith(Mono.fromSupplier(parts::end));
        });
    }

    private List<Part> add(byte[] bytes) {
        total += bytes.length;
        if (total > maxSize) {
            throw new Refusal(ProblemType.TOO_LARGE, "A file may have at most " + maxSize + " bytes.");
        }
        var full = new ArrayList<Part>(1);
        for (int from = 0; from < bytes.length;) {
            if (collected == partSize) {
                full.add(take(false));
            }
            int length = Math.min(bytes.length - from, partSize - collected);
            pieces.add(length == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, from + length));
            collected += length;
            from += length;
        }
        return full;
    }

    private Part end() {
        if (total == 0) {
            throw Refusal.field("/file", "empty", "The file is empty.");
        }
        return take(true);
    }

    private Part take(boolean last) {
        var part = new Part(number, pieces, collected, last);
        number++;
        pieces = new ArrayList<>();
        collected = 0;
        return part;
    }
}
