package io.whispra.media.upload;

import java.net.URI;

import io.whispra.media.attachment.AttachmentView;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.view.LinkProperties;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Uploads that go straight to the store: `POST /api/v1/attachments` with JSON, then `POST …/{id}/complete`; and `DELETE …/{id}`. */
@RestController
final class OwnAttachmentEndpoint {
    private final Announcements announcements;
    private final OwnAttachments attachments;
    private final LinkProperties links;

    OwnAttachmentEndpoint(Announcements announcements, OwnAttachments attachments, LinkProperties links) {
        this.announcements = announcements;
        this.attachments = attachments;
        this.links = links;
    }

    @PostMapping(path = UploadEndpoint.PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<BegunView>> begin(@AuthenticationPrincipal(expression = "subject") String callerId,
            @Valid @RequestBody Announcement announced) {
        if (links.areThroughGateway()) {
            return Mono.error(new Refusal(ProblemType.DIRECT_UPLOAD_OFF,
                    "Here files are uploaded through the gateway only, as multipart/form-data."));
        }
        return announcements.begin(callerId, announced)
                .map(begun -> ResponseEntity.created(URI.create(UploadEndpoint.PATH + "/" + begun.id())).body(begun));
    }

    @PostMapping(UploadEndpoint.PATH + "/{id}/complete")
    Mono<AttachmentView> complete(@PathVariable String id,
            @AuthenticationPrincipal(expression = "subject") String callerId) {
        return attachments.complete(id, callerId).map(AttachmentView::of);
    }

    @DeleteMapping(UploadEndpoint.PATH + "/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@PathVariable String id, @AuthenticationPrincipal(expression = "subject") String callerId) {
        return attachments.delete(id, callerId);
    }
}
