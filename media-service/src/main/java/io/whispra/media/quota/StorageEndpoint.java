package io.whispra.media.quota;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** `GET /api/v1/me/storage`: what the caller has, and may have. */
@RestController
final class StorageEndpoint {
    private final Usages usages;
    private final QuotaProperties properties;

    StorageEndpoint(Usages usages, QuotaProperties properties) {
        this.usages = usages;
        this.properties = properties;
    }

    @GetMapping("/api/v1/me/storage")
    Mono<Storage> storage(@AuthenticationPrincipal(expression = "subject") String callerId) {
        return usages.of(callerId)
                .map(usage -> new Storage(usage.bytes(), usage.files(), limit(properties.maxBytes().toBytes()),
                        limit(properties.maxFiles())));
    }

    private static @Nullable Long limit(long value) {
        return value == 0 ? null : value;
    }

    /** As it travels; a limit that there is not is absent. */
    record Storage(long bytes, long files, @Nullable Long maxBytes, @Nullable Long maxFiles) {}
}
