package io.whispra.message.send;

import java.util.List;
import java.util.Optional;

import io.whispra.message.append.Appended;
import io.whispra.message.append.Appends;
import io.whispra.message.append.BodyHash;
import io.whispra.message.append.Draft;
import io.whispra.message.entry.Entry;
import io.whispra.message.entry.Entry.Author;
import io.whispra.message.entry.EntryData;
import io.whispra.message.entry.EntryData.Attachment;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Kind;
import io.whispra.message.fold.Reads;
import io.whispra.message.problem.Refusal;
import io.whispra.message.send.Attachments.Claim;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sends a message for a person. A plain text goes straight to the log, which knows by itself whether the sender is a member; what
 * needs an answer of somebody else first is looked up before, so that outsiders learn nothing, and so that a repeat of what was
 * sent does not depend on who else is up.
 */
@Component
class Sending {

    private final Appends appends;
    private final Reads reads;
    private final Attachments attachments;
    private final BodyHash bodyHash;

    Sending(Appends appends, Reads reads, Attachments attachments, BodyHash bodyHash) {
        this.appends = appends;
        this.reads = reads;
        this.attachments = attachments;
        this.bodyHash = bodyHash;
    }

    /**
     * What became of a message.
     *
     * @param quoted the message that it answers
     */
    record Acknowledged(Appended appended, @Nullable Entry quoted) {}

    /** Appends the message, or finds that it was. */
    Mono<Acknowledged> send(String roomId, String userId, Message message) {
        if (!EntryId.isPublicId(roomId)) {
            return Mono.error(Reads.roomNotFound());
        }
        var sent = new Sent(roomId, userId, message, bodyHash.of(message));
        if (message.replyTo() == null && message.attachmentIds().isEmpty()) {
            return appends.append(roomId, sent.draft(List.of())).map(appended -> new Acknowledged(appended, null));
        }
        return requireAnswerable(sent).flatMap(answered -> appends.earlier(roomId, sent.draft(List.of()))
                .switchIfEmpty(
                        Mono.defer(() -> claimed(sent).flatMap(files -> appends.append(roomId, sent.draft(files)))))
                .map(appended -> new Acknowledged(appended, answered.orElse(null))));
    }

    /** A message, where and by whom. */
    private record Sent(String roomId, String userId, Message message, String hash) {

        Draft draft(List<Attachment> files) {
            var fileUrl = files.isEmpty() ? null : "/api/v1/attachments/" + files.getFirst().id() + "/content";
            var data = new EntryData.Message(message.type(), message.content(), files, fileUrl, message.replyTo(),
                    message.mentions());
            return new Draft(Author.person(userId), message.clientId(), hash, data);
        }
    }

    /** The sender is a member, and what is replied to, if anything is, is a message that they see. */
    private Mono<Optional<Entry>> requireAnswerable(Sent sent) {
        var replyTo = sent.message().replyTo();
        return reads.asMember(sent.roomId(), sent.userId(),
                view -> replyTo == null || replyTo > view.seq()
                        ? List.of()
                        : List.of(new EntryId(sent.roomId(), replyTo)))
                .map(answer -> answer.entries().stream().filter(entry -> entry.kind() == Kind.MESSAGE).findFirst())
                .filter(answered -> replyTo == null || answered.isPresent())
                .switchIfEmpty(Mono.error(() -> Refusal.field("/replyTo", "not-a-message",
                        "The room has no message with the seq " + replyTo + ".")));
    }

    private Mono<List<Attachment>> claimed(Sent sent) {
        var ids = sent.message().attachmentIds();
        if (ids.isEmpty()) {
            return Mono.just(List.of());
        }
        var messageId = String.join(":", sent.roomId(), sent.userId(), sent.message().clientId());
        return attachments.claim(new Claim(ids, sent.userId(), sent.roomId(), messageId))
                .filter(files -> files.stream().allMatch(file -> fits(file, sent.message().type())))
                .switchIfEmpty(Mono.error(() -> Refusal.field("/attachmentIds", "wrong-content-type",
                        "An attachment is no " + sent.message().type().wire() + ".")));
    }

    private static boolean fits(Attachment file, EntryData.MessageType type) {
        return switch (type) {
            case IMAGE -> file.contentType().startsWith("image/");
            case VIDEO -> file.contentType().startsWith("video/");
            case PDF -> file.contentType().equals("application/pdf");
            case FILE, TEXT -> true;
        };
    }
}
