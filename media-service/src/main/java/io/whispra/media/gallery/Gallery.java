package io.whispra.media.gallery;

import java.util.regex.Pattern;

import io.whispra.media.attachment.RoomFiles;
import io.whispra.media.attachment.RoomFiles.Place;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.room.Members;
import io.whispra.media.room.Members.Membership;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows the files of a room to those who see the messages that have them. */
@Component
final class Gallery {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Members members;
    private final RoomFiles files;
    private final GalleryProperties properties;

    Gallery(Members members, RoomFiles files, GalleryProperties properties) {
        this.members = members;
        this.files = files;
        this.properties = properties;
    }

    /** Or a refusal `room-not-found`, the same whether there is none or the caller is not in it. */
    Mono<FileView.Page> page(RoomList list, Place after, int size) {
        return Mono.just(list.roomId())
                .filter(roomId -> ID.matcher(roomId).matches())
                .flatMap(roomId -> members.find(roomId, list.callerId()))
                .switchIfEmpty(Mono.error(Gallery::noRoom))
                .flatMap(membership -> page(list, membership, after, size));
    }

    private Mono<FileView.Page> page(RoomList list, Membership membership, Place after, int size) {
        var found = new Findings(list, size, properties.lookedAt());
        return files.find(list.roomId(), membership.historyFrom(), after, properties.lookedAt())
                .takeUntil(found::take)
                .then(Mono.fromSupplier(found::page));
    }

    private static Refusal noRoom() {
        return new Refusal(ProblemType.ROOM_NOT_FOUND, "There is no such room, or you are not in it.");
    }
}
