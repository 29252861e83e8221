package io.whispra.media.view;

import java.util.stream.Stream;

import io.whispra.media.attachment.AttachmentView;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.storage.Link;
import io.whispra.media.storage.Variant;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** `/api/v1/attachments/{id}`: what it is, a link to its content, and a way straight there. */
@RestController
@RequestMapping("/api/v1/attachments/{id}")
final class AttachmentEndpoint {
    private final VisibleAttachments attachments;
    private final Links links;

    AttachmentEndpoint(VisibleAttachments attachments, Links links) {
        this.attachments = attachments;
        this.links = links;
    }

    @GetMapping
    Mono<AttachmentView> metadata(@PathVariable String id,
            @AuthenticationPrincipal(expression = "subject") String callerId) {
        return attachments.find(id, callerId).map(AttachmentView::of);
    }

    @GetMapping("/link")
    Mono<Link> link(@PathVariable String id, @RequestParam(defaultValue = "original") String variant,
            @AuthenticationPrincipal(expression = "subject") String callerId) {
        return attachments.findKept(id, callerId).map(attachment -> links.to(attachment, named(variant)));
    }

    @GetMapping("/content")
    Mono<ResponseEntity<Void>> content(@PathVariable String id,
            @RequestParam(defaultValue = "original") String variant,
            @AuthenticationPrincipal(expression = "subject") String callerId) {
        return link(id, variant, callerId)
                .map(link -> ResponseEntity.status(HttpStatus.FOUND).location(link.url()).build());
    }

    private static Variant named(String word) {
        return Stream.of(Variant.values())
                .filter(variant -> variant.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(ProblemType.MALFORMED,
                        "The value of 'variant' must be original, small or large."));
    }
}
