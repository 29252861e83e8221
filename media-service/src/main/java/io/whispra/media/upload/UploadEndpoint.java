package io.whispra.media.upload;

import java.net.URI;

import io.whispra.media.attachment.AttachmentView;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** `POST /api/v1/attachments`: one file as `multipart/form-data`. */
@RestController
final class UploadEndpoint {
    static final String PATH = "/api/v1/attachments";

    private final Uploads uploads;
    private final long maxBody;

    UploadEndpoint(Uploads uploads, Sizes sizes) {
        this.uploads = uploads;
        this.maxBody = sizes.file() + Sizes.ENVELOPE;
    }

    @PostMapping(path = PATH, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<ResponseEntity<AttachmentView>> upload(@AuthenticationPrincipal(expression = "subject") String callerId,
            @RequestHeader HttpHeaders headers,
            @RequestBody Flux<PartEvent> request) {
        if (headers.getContentLength() > maxBody) {
            return Mono.error(new Refusal(ProblemType.TOO_LARGE, "The body exceeds " + maxBody + " bytes."));
        }
        return uploads.receive(callerId, headers.getContentLength(), request)
                .map(ready -> ResponseEntity.created(URI.create(PATH + "/" + ready.id()))
                        .body(AttachmentView.of(ready)));
    }
}
