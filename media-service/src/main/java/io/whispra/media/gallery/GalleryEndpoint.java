package io.whispra.media.gallery;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** `GET /api/v1/rooms/{roomId}/attachments`: the files of a room, newest messages first. */
@RestController
final class GalleryEndpoint {
    private final Gallery gallery;
    private final GalleryProperties properties;

    GalleryEndpoint(Gallery gallery, GalleryProperties properties) {
        this.gallery = gallery;
        this.properties = properties;
    }

    @GetMapping("/api/v1/rooms/{roomId}/attachments")
    Mono<FileView.Page> files(@PathVariable String roomId, @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @AuthenticationPrincipal(expression = "subject") String callerId) {
        var list = new RoomList(roomId, Kind.named(kind), callerId);
        return gallery.page(list, list.read(cursor), properties.size(limit));
    }
}
