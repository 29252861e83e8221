package io.whispra.media.upload;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How many uploads are in progress in this instance, and whose. */
@Component
final class UploadSlots {
    private final int atOnce;
    private final int atOncePerOwner;
    private final Map<String, Integer> owners = new HashMap<>();
    private int taken;

    UploadSlots(UploadProperties properties) {
        this.atOnce = properties.atOnce();
        this.atOncePerOwner = properties.atOncePerOwner();
    }

    /** Runs the upload in a slot, or refuses: `too-many-uploads` of this owner, `unavailable` when all slots are taken. */
    <T> Mono<T> during(String ownerId, Supplier<Mono<T>> upload) {
        return Mono.defer(() -> {
            take(ownerId);
            return upload.get().doFinally(_ -> giveBack(ownerId));
        });
    }

    private synchronized void take(String ownerId) {
        if (owners.getOrDefault(ownerId, 0) >= atOncePerOwner) {
            throw Refusal.tooMany(ProblemType.TOO_MANY_UPLOADS,
                    "At most " + atOncePerOwner + " uploads of one person at a time.");
        }
        if (taken >= atOnce) {
            throw Refusal.busy("At most " + atOnce + " uploads at a time are taken here.");
        }
        taken++;
        owners.merge(ownerId, 1, Integer::sum);
    }

    private synchronized void giveBack(String ownerId) {
        taken--;
        owners.computeIfPresent(ownerId, (_, count) -> count == 1 ? null : count - 1);
    }
}
