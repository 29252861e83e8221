package io.whispra.media.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.whispra.media.attachment.Use;
import io.whispra.media.room.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a room's log as it travels, as far as it can be about attachments; the message service's contract has the rest.
 *
 * @param clientId of what a person sent
 * @param deletedAt of a message that was deleted since: it says nothing any more
 */
record LogEntry(String roomId, long seq, String kind, Instant at, String actor, @Nullable String clientId,
        @Nullable Instant deletedAt, Data data) {

    /** The kinds that can be about attachments. */
    static final Set<String> KINDS = Set.of("message", "delete", "room.created", "room.updated", "room.deleted");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern PICTURE = Pattern
            .compile("/api/v1/attachments/([A-Za-z0-9_-]{1,64})/(?:content|link)");

    /**
     * What it says.
     *
     * @param attachments of a message
     * @param seq of the message that is deleted
     * @param avatarUrl of a room: of its picture; empty if it has none any more
     */
    record Data(@Nullable List<File> attachments, @Nullable Long seq, @Nullable String avatarUrl) {}

    record File(String id) {
        File {
            requireId(id);
        }
    }

    LogEntry {
        requireId(roomId);
        requireId(actor);
        if (clientId != null) {
            requireId(clientId);
        }
        if (seq < 1 || at == null || data == null || !isWhole(kind, clientId, data)) {
            throw new IllegalArgumentException("not an entry of a room's log");
        }
    }

    /** What it means for attachments; empty for most. */
    Optional<Use> use() {
        return Optional.ofNullable(switch (kind) {
            case "message" -> ofMessage();
            case "delete" -> data.seq() == null ? null : new Use.Deleted(roomId, data.seq());
            case "room.created", "room.updated" -> ofRoom();
            case "room.deleted" -> new Use.Closed(roomId);
            default -> null;
        });
    }

    private @Nullable Use ofMessage() {
        var messageId = new MessageId(roomId, actor, String.valueOf(clientId)).text();
        if (deletedAt != null) {
            return new Use.Withdrawn(roomId, messageId);
        }
        return data.attachments() == null || data.attachments().isEmpty()
                ? null
                : new Use.Shown(roomId, seq, messageId, data.attachments().stream().map(File::id).toList());
    }

    private @Nullable Use ofRoom() {
        if (data.avatarUrl() == null) {
            return null;
        }
        var picture = PICTURE.matcher(data.avatarUrl());
        return new Use.Pictured(roomId, seq, at, picture.matches() ? picture.group(1) : null);
    }

    private static boolean isWhole(String kind, @Nullable String clientId, Data data) {
        return switch (kind) {
            case "message" -> clientId != null;
            case "delete" -> data.seq() != null && data.seq() >= 1;
            default -> KINDS.contains(kind);
        };
    }

    private static void requireId(@Nullable String id) {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not an id");
        }
    }
}
