package io.whispra.media.upload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.storage.Part;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

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

    /** Reads on only when the next part is asked for; pieces of the content are no longer than a part. */
    static Flux<Part> of(Flux<byte[]> content, Sizes sizes) {
        return Flux.defer(() -> {
            var parts = new Parts(sizes.part(), sizes.file());
            return content.handle(parts::add).concatWith(Mono.fromSupplier(parts::end));
        });
    }

    private void add(byte[] bytes, SynchronousSink<Part> full) {
        total += bytes.length;
        if (total > maxSize) {
            full.error(new Refusal(ProblemType.TOO_LARGE, "A file may have at most " + maxSize + " bytes."));
            return;
        }
        int fits = Math.min(bytes.length, partSize - collected);
        collect(bytes, 0, fits);
        if (fits < bytes.length) {
            full.next(take(false));
            collect(bytes, fits, bytes.length);
        }
    }

    private void collect(byte[] bytes, int from, int to) {
        if (from < to) {
            pieces.add(to - from == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to));
            collected += to - from;
        }
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
