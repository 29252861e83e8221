package io.whispra.message.entry;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** What an entry says, by kind. As appended and never changed, except by erasure. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public sealed interface EntryData {

    @JsonIgnore
    Kind kind();

    /**
     * A message.
     *
     * @param type        what the client shows
     * @param content     the text, or the caption of the attachments; absent if there is none
     * @param attachments what was uploaded before; empty for a text
     * @param fileUrl     the stable API path of the first attachment's content
     * @param replyTo     the seq of the message that this one answers
     * @param mentions    the ids of the users that are spoken to
     */
    record Message(MessageType type, @Nullable String content, List<Attachment> attachments, @Nullable String fileUrl,
            @Nullable Long replyTo, List<String> mentions) implements EntryData {
        public Message {
            attachments = List.copyOf(attachments);
            mentions = List.copyOf(mentions);
        }

        @Override
        public Kind kind() {
            return Kind.MESSAGE;
        }

        /** What is left of it when it is deleted. */
        Message erased() {
            return new Message(type, null, List.of(), null, null, List.of());
        }

        /** With another content in place of its own. */
        Message saying(@Nullable String other, List<String> otherMentions) {
            return new Message(type, other, attachments, fileUrl, replyTo, otherMentions);
        }
    }

    /**
     * An uploaded file as the media service describes it; sizes in bytes and pixels.
     *
     * @param blurhash what to show of an image before it is there (https://blurha.sh); only of 1 to 64 printable characters of ASCII,
     *                 and left out otherwise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attachment(String id, String name, String contentType, long size, @Nullable Integer width,
            @Nullable Integer height, @Nullable String blurhash) {

        private static final Pattern BLURHASH = Pattern.compile("[\\x21-\\x7E]{1,64}");

        public Attachment {
            blurhash = blurhash != null && BLURHASH.matcher(blurhash).matches() ? blurhash : null;
        }
    }

    /**
     * The room exists.
     *
     * @param name        of a group; a private room has none
     * @param description what it is for
     * @param avatarUrl   the stable API path of its picture
     * @param history     what newcomers see of it; absent if that is all
     */
    record RoomCreated(@Nullable String name, RoomType type, @Nullable String description, @Nullable String avatarUrl,
            @Nullable History history) implements EntryData {
        @Override
        public Kind kind() {
            return Kind.ROOM_CREATED;
        }
    }

    /**
     * What of the room's settings is new; the others are absent, and what was taken away is empty.
     *
     * @param history what those see who come from now on
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RoomUpdated(@Nullable String name, @Nullable String description, @Nullable String avatarUrl,
            @Nullable History history) implements EntryData {
        @Override
        public Kind kind() {
            return Kind.ROOM_UPDATED;
        }
    }

    /** The room is gone, with all memberships. */
    record RoomDeleted() implements EntryData {
        @Override
        public Kind kind() {
            return Kind.ROOM_DELETED;
        }
    }

    /** What happens to one member. */
    sealed interface MemberChange extends EntryData {

        String userId();
    }

    /** A person comes in. */
    record MemberAdded(String userId, Role role) implements MemberChange {
        @Override
        public Kind kind() {
            return Kind.MEMBER_ADDED;
        }
    }

    /** A person goes, or is sent. */
    record MemberRemoved(String userId, Reason reason) implements MemberChange {
        @Override
        public Kind kind() {
            return Kind.MEMBER_REMOVED;
        }
    }

    /** A person's role changes. */
    record MemberRoleChanged(String userId, Role role) implements MemberChange {
        @Override
        public Kind kind() {
            return Kind.MEMBER_ROLE;
        }
    }

    /** What happens to one message, which stands before it in the log. */
    sealed interface MessageChange extends EntryData {

        /** Of the message. */
        long seq();
    }

    /**
     * A message says something else.
     *
     * @param content  in place of all that it said; absent when the message was deleted since
     * @param mentions in place of the earlier ones
     */
    record MessageEdited(long seq, @Nullable String content, List<String> mentions) implements MessageChange {
        public MessageEdited {
            mentions = List.copyOf(mentions);
        }

        @Override
        public Kind kind() {
            return Kind.EDIT;
        }
    }

    /** A message is gone, with all that it ever said and all reactions. */
    record MessageDeleted(long seq) implements MessageChange {
        @Override
        public Kind kind() {
            return Kind.DELETE;
        }
    }

    /** The actor reacts to a message, with one emoji; not yet with this one. */
    record ReactionAdded(long seq, String emoji) implements MessageChange {
        @Override
        public Kind kind() {
            return Kind.REACTION_ADDED;
        }
    }

    /** The actor takes a reaction back. */
    record ReactionRemoved(long seq, String emoji) implements MessageChange {
        @Override
        public Kind kind() {
            return Kind.REACTION_REMOVED;
        }
    }

    /** What a message shows; attachments must fit it. */
    enum MessageType {
        TEXT,
        IMAGE,
        VIDEO,
        PDF,
        FILE;

        private final String wire = name().toLowerCase(Locale.ROOT);

        @JsonValue
        public String wire() {
            return wire;
        }
    }

    /** What a member may do. */
    enum Role {
        MEMBER,
        ADMIN;

        private final String wire = name().toLowerCase(Locale.ROOT);

        @JsonValue
        public String wire() {
            return wire;
        }
    }

    /** A private room is two people's, for ever. */
    enum RoomType {
        GROUP,
        PRIVATE;

        private final String wire = name().toLowerCase(Locale.ROOT);

        @JsonValue
        public String wire() {
            return wire;
        }
    }

    /** What a newcomer sees of what was before. */
    enum History {
        /** All of it. */
        SHARED,
        /** Nothing: the log begins with the entry by which they came. */
        JOINED;

        private final String wire = name().toLowerCase(Locale.ROOT);

        @JsonValue
        public String wire() {
            return wire;
        }
    }

    /** Why a membership ended. */
    enum Reason {
        LEFT,
        REMOVED;

        private final String wire = name().toLowerCase(Locale.ROOT);

        @JsonValue
        public String wire() {
            return wire;
        }
    }
}
