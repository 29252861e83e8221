package io.whispra.message.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import io.whispra.message.entry.EntryData.Attachment;
import io.whispra.message.entry.EntryData.History;
import io.whispra.message.entry.EntryData.MemberAdded;
import io.whispra.message.entry.EntryData.MemberRemoved;
import io.whispra.message.entry.EntryData.MemberRoleChanged;
import io.whispra.message.entry.EntryData.Message;
import io.whispra.message.entry.EntryData.MessageDeleted;
import io.whispra.message.entry.EntryData.MessageEdited;
import io.whispra.message.entry.EntryData.MessageType;
import io.whispra.message.entry.EntryData.ReactionAdded;
import io.whispra.message.entry.EntryData.ReactionRemoved;
import io.whispra.message.entry.EntryData.Reason;
import io.whispra.message.entry.EntryData.Role;
import io.whispra.message.entry.EntryData.RoomCreated;
import io.whispra.message.entry.EntryData.RoomDeleted;
import io.whispra.message.entry.EntryData.RoomType;
import io.whispra.message.entry.EntryData.RoomUpdated;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** The field `data` of an entry's document, by kind. */
final class DataCodec {

    private DataCodec() {}

    static void encode(BsonWriter document, EntryData data) {
        document.writeStartDocument();
        switch (data) {
            case Message message -> encodeMessage(document, message);
            case RoomCreated created -> {
                optional(document, "name", created.name());
                document.writeString("type", created.type().wire());
                optional(document, "description", created.description());
                optional(document, "avatarUrl", created.avatarUrl());
                history(document, created.history());
            }
            case RoomUpdated updated -> {
                optional(document, "name", updated.name());
                optional(document, "description", updated.description());
                optional(document, "avatarUrl", updated.avatarUrl());
                history(document, updated.history());
            }
            case RoomDeleted _ -> {
            }
            case MemberAdded added -> {
                document.writeString("userId", added.userId());
                document.writeString("role", added.role().wire());
            }
            case MemberRemoved removed -> {
                document.writeString("userId", removed.userId());
                document.writeString("reason", removed.reason().wire());
            }
            case MemberRoleChanged changed -> {
                document.writeString("userId", changed.userId());
                document.writeString("role", changed.role().wire());
            }
            case MessageEdited edited -> {
                document.writeInt64("seq", edited.seq());
                optional(document, "content", edited.content());
                mentions(document, edited.mentions());
            }
            case MessageDeleted deleted -> document.writeInt64("seq", deleted.seq());
            case ReactionAdded added -> reaction(document, added.seq(), added.emoji());
            case ReactionRemoved removed -> reaction(document, removed.seq(), removed.emoji());
        }
        document.writeEndDocument();
    }

    static EntryData decode(BsonReader document, Kind kind) {
        return switch (kind) {
            case MESSAGE -> message(document);
            case EDIT, DELETE, REACTION_ADDED, REACTION_REMOVED -> change(document, kind);
            case ROOM_CREATED, ROOM_UPDATED, ROOM_DELETED, MEMBER_ADDED, MEMBER_REMOVED, MEMBER_ROLE ->
                aboutRoom(strings(document), kind);
        };
    }

    private static EntryData aboutRoom(Map<String, String> fields, Kind kind) {
        return switch (kind) {
            case ROOM_CREATED -> new RoomCreated(fields.get("name"), constant(fields, "type", RoomType::valueOf),
                    fields.get("description"), fields.get("avatarUrl"), history(fields));
            case ROOM_UPDATED -> new RoomUpdated(fields.get("name"), fields.get("description"),
                    fields.get("avatarUrl"), history(fields));
            case ROOM_DELETED -> new RoomDeleted();
            case MEMBER_ADDED -> new MemberAdded(userId(fields), constant(fields, "role", Role::valueOf));
            case MEMBER_REMOVED -> new MemberRemoved(userId(fields), constant(fields, "reason", Reason::valueOf));
            case MEMBER_ROLE -> new MemberRoleChanged(userId(fields), constant(fields, "role", Role::valueOf));
            case MESSAGE, EDIT, DELETE, REACTION_ADDED, REACTION_REMOVED ->
                throw new AssertionError(kind + " is about a message");
        };
    }

    /** An integer, as whichever type the server keeps it. */
    static long number(BsonReader document) {
        return switch (document.getCurrentBsonType()) {
            case INT32 -> document.readInt32();
            case DOUBLE -> (long) document.readDouble();
            default -> document.readInt64();
        };
    }

    private static void encodeMessage(BsonWriter document, Message message) {
        document.writeString("type", message.type().wire());
        optional(document, "content", message.content());
        if (!message.attachments().isEmpty()) {
            document.writeStartArray("attachments");
            message.attachments().forEach(attachment -> encodeAttachment(document, attachment));
            document.writeEndArray();
        }
        optional(document, "fileUrl", message.fileUrl());
        if (message.replyTo() != null) {
            document.writeInt64("replyTo", message.replyTo());
        }
        mentions(document, message.mentions());
    }

    private static void history(BsonWriter document, @Nullable History history) {
        optional(document, "history", history == null ? null : history.wire());
    }

    private static @Nullable History history(Map<String, String> fields) {
        return fields.containsKey("history") ? constant(fields, "history", History::valueOf) : null;
    }

    private static void mentions(BsonWriter document, List<String> mentions) {
        if (!mentions.isEmpty()) {
            document.writeStartArray("mentions");
            mentions.forEach(document::writeString);
            document.writeEndArray();
        }
    }

    private static void reaction(BsonWriter document, long seq, String emoji) {
        document.writeInt64("seq", seq);
        document.writeString("emoji", emoji);
    }

    private static void encodeAttachment(BsonWriter document, Attachment attachment) {
        document.writeStartDocument();
        document.writeString("id", attachment.id());
        document.writeString("name", attachment.name());
        document.writeString("contentType", attachment.contentType());
        document.writeInt64("size", attachment.size());
        if (attachment.width() != null) {
            document.writeInt32("width", attachment.width());
        }
        if (attachment.height() != null) {
            document.writeInt32("height", attachment.height());
        }
        optional(document, "blurhash", attachment.blurhash());
        document.writeEndDocument();
    }

    private static Message message(BsonReader document) {
        MessageType type = MessageType.TEXT;
        String content = null;
        List<Attachment> attachments = List.of();
        String fileUrl = null;
        Long replyTo = null;
        List<String> mentions = List.of();
        document.readStartDocument();
        while (document.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (document.readName()) {
                case "type" -> type = MessageType.valueOf(document.readString().toUpperCase(Locale.ROOT));
                case "content" -> content = document.readString();
                case "attachments" -> attachments = list(document, DataCodec::attachment);
                case "fileUrl" -> fileUrl = document.readString();
                case "replyTo" -> replyTo = number(document);
                case "mentions" -> mentions = list(document, BsonReader::readString);
                default -> document.skipValue();
            }
        }
        document.readEndDocument();
        return new Message(type, content, attachments, fileUrl, replyTo, mentions);
    }

    private static Attachment attachment(BsonReader document) {
        String id = null;
        String name = null;
        String contentType = null;
        long size = 0;
        Integer width = null;
        Integer height = null;
        String blurhash = null;
        document.readStartDocument();
        while (document.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (document.readName()) {
                case "id" -> id = document.readString();
                case "name" -> name = document.readString();
                case "contentType" -> contentType = document.readString();
                case "size" -> size = number(document);
                case "width" -> width = (int) number(document);
                case "height" -> height = (int) number(document);
                case "blurhash" -> blurhash = document.readString();
                default -> document.skipValue();
            }
        }
        document.readEndDocument();
        return new Attachment(requireNonNull(id), requireNonNull(name), requireNonNull(contentType), size, width,
                height, blurhash);
    }

    private static EntryData change(BsonReader document, Kind kind) {
        long seq = 0;
        String content = null;
        String emoji = null;
        List<String> mentions = List.of();
        document.readStartDocument();
        while (document.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (document.readName()) {
                case "seq" -> seq = number(document);
                case "content" -> content = document.readString();
                case "emoji" -> emoji = document.readString();
                case "mentions" -> mentions = list(document, BsonReader::readString);
                default -> document.skipValue();
            }
        }
        document.readEndDocument();
        return switch (kind) {
            case EDIT -> new MessageEdited(seq, content, mentions);
            case DELETE -> new MessageDeleted(seq);
            case REACTION_ADDED -> new ReactionAdded(seq, requireNonNull(emoji));
            case REACTION_REMOVED -> new ReactionRemoved(seq, requireNonNull(emoji));
            case MESSAGE, ROOM_CREATED, ROOM_UPDATED, ROOM_DELETED, MEMBER_ADDED, MEMBER_REMOVED, MEMBER_ROLE ->
                throw new AssertionError(kind + " changes no message");
        };
    }

    static <T> List<T> list(BsonReader document, Function<BsonReader, T> item) {
        var items = new ArrayList<T>();
        document.readStartArray();
        while (document.readBsonType() != BsonType.END_OF_DOCUMENT) {
            items.add(item.apply(document));
        }
        document.readEndArray();
        return items;
    }

    private static Map<String, String> strings(BsonReader document) {
        var fields = new HashMap<String, String>();
        document.readStartDocument();
        while (document.readBsonType() != BsonType.END_OF_DOCUMENT) {
            fields.put(document.readName(), document.readString());
        }
        document.readEndDocument();
        return fields;
    }

    private static String userId(Map<String, String> fields) {
        return requireNonNull(fields.get("userId"));
    }

    private static <T> T constant(Map<String, String> fields, String name, Function<String, T> valueOf) {
        return valueOf.apply(requireNonNull(fields.get(name)).toUpperCase(Locale.ROOT));
    }

    private static void optional(BsonWriter document, String name, @Nullable String value) {
        if (value != null) {
            document.writeString(name, value);
        }
    }
}
