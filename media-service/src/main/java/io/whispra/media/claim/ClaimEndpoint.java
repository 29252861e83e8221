package io.whispra.media.claim;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** `POST /internal/v1/attachments/claim` and `/release`, for services with the scope `attachments:claim`. */
@RestController
final class ClaimEndpoint {
    private final Claims claims;

    ClaimEndpoint(Claims claims) {
        this.claims = claims;
    }

    @PostMapping("/internal/v1/attachments/claim")
    Mono<Claimed> claim(@Valid @RequestBody ClaimRequest request) {
        return claims.claim(request).map(Claimed::of);
    }

    @PostMapping("/internal/v1/attachments/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> release(@Valid @RequestBody ReleaseRequest request) {
        return claims.release(request);
    }
}
