package io.whispra.media.view;

import java.util.regex.Pattern;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Attachments;
import io.whispra.media.log.Whereabouts;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.room.Members;
import io.whispra.media.room.Members.Membership;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decides who sees an attachment: before a message has it, and if it is rejected, its owner; then the members of the message's room who see that message; of a person's picture, everybody. */
@Component
final class VisibleAttachments {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Attachments attachments;
    private final Members members;
    private final Whereabouts whereabouts;

    VisibleAttachments(Attachments attachments, Members members, Whereabouts whereabouts) {
        this.attachments = attachments;
        this.members = members;
        this.whereabouts = whereabouts;
    }

    /** Or a refusal `attachment-not-found`, the same whether there is none or it is hidden. */
    Mono<Attachment> find(String id, String userId) {
        return Mono.just(id)
                .filter(candidate -> ID.matcher(candidate).matches())
                .flatMap(attachments::find)
                .flatMap(found -> isVisible(found, userId).filter(visible -> visible).map(_ -> found))
                .switchIfEmpty(Mono.error(VisibleAttachments::notFound));
    }

    /** Only where there is a content to be had; otherwise as {@link #find}. */
    Mono<Attachment> findKept(String id, String userId) {
        return find(id, userId).filter(Attachment::isKept).switchIfEmpty(Mono.error(VisibleAttachments::notFound));
    }

    private static Refusal notFound() {
        return new Refusal(ProblemType.ATTACHMENT_NOT_FOUND, "There is no such attachment.");
    }

    private Mono<Boolean> isVisible(Attachment attachment, String userId) {
        return switch (attachment.status()) {
            case DELETED -> Mono.just(false);
            case PENDING, READY, REJECTED -> Mono.just(attachment.ownerId().equals(userId));
            case CLAIMED -> attachment.isAvatar()
                    ? Mono.just(true)
                    : Mono.justOrEmpty(attachment.roomId())
                            .flatMap(roomId -> members.find(roomId, userId))
                            .flatMap(membership -> isSeen(attachment, membership));
        };
    }

    /** What was said before somebody came is theirs only where they see it. */
    private Mono<Boolean> isSeen(Attachment attachment, Membership membership) {
        if (membership.seesAll() || attachment.isRoomPicture()) {
            return Mono.just(true);
        }
        return whereabouts.of(attachment).map(membership::sees);
    }
}
