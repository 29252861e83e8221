package io.whispra.message.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import io.whispra.message.entry.EntryData;
import io.whispra.message.entry.EntryData.MemberAdded;
import io.whispra.message.entry.EntryData.MemberRemoved;
import io.whispra.message.entry.EntryData.MemberRoleChanged;
import io.whispra.message.entry.EntryData.RoomCreated;
import io.whispra.message.entry.EntryData.RoomDeleted;
import io.whispra.message.entry.EntryData.RoomUpdated;
import io.whispra.message.entry.EntryId;
import io.whispra.message.entry.Kind;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import io.whispra.message.problem.Refusal.FieldError;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.util.Objects.requireNonNull;

/** An ordered list of membership and room entries, as a service asks for it. */
record AppendRequest(@Nullable List<@Nullable Item> entries) {

    /** `version:index`, or whatever else the service can make again. */
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9_:-]{1,64}");

    /** Or empty: none any more. */
    private static final Pattern PICTURE = Pattern.compile("/api/v1/attachments/[A-Za-z0-9_-]{1,64}/(content|link)");

    record Item(@Nullable String clientId, @Nullable Kind kind, @Nullable String actor, @Nullable JsonNode data) {}

    /** An acceptable one. */
    record Wanted(String clientId, String actor, EntryData data) {}

    /**
     * Reads a request.
     *
     * @throws Refusal malformed if it is not the expected JSON; invalid, naming the fields
     */
    static List<Wanted> read(byte[] body, JsonMapper json, InternalProperties bounds) {
        try {
            return json.readValue(body, AppendRequest.class).wanted(json, bounds);
        } catch (JacksonException _) {
            throw new Refusal(ProblemType.MALFORMED, "The body is not the expected JSON.");
        }
    }

    private List<Wanted> wanted(JsonMapper json, InternalProperties bounds) {
        if (entries == null || entries.isEmpty()) {
            throw Refusal.fields(List.of(new FieldError("/entries", "required")));
        }
        if (entries.size() > bounds.maxAppend()) {
            throw Refusal.fields(List.of(new FieldError("/entries", "too-many")));
        }
        var errors = new ArrayList<FieldError>();
        var wanted = new ArrayList<Wanted>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            int before = errors.size();
            var next = wanted("/entries/" + i, entries.get(i), json, errors);
            if (next != null) {
                checkRoom(errors, "/entries/" + i + "/data", next.data(), bounds);
            }
            if (next != null && errors.size() == before) {
                wanted.add(next);
            }
        }
        if (!errors.isEmpty()) {
            throw Refusal.fields(errors);
        }
        return wanted;
    }

    private static @Nullable Wanted wanted(String pointer, @Nullable Item item, JsonMapper json,
            List<FieldError> errors) {
        if (item == null || item.kind() == null || item.data() == null || !item.data().isObject()) {
            errors.add(new FieldError(pointer, "incomplete"));
            return null;
        }
        int before = errors.size();
        check(errors, item.clientId() != null && CLIENT_ID.matcher(item.clientId()).matches(), pointer + "/clientId");
        check(errors, isPublicId(item.actor()), pointer + "/actor");
        check(errors, isAboutRoom(item.kind()), pointer + "/kind");
        if (errors.size() > before) {
            return null;
        }
        var data = json.treeToValue(item.data(), type(item.kind()));
        check(errors, isComplete(data), pointer + "/data");
        return errors.size() > before
                ? null
                : new Wanted(requireNonNull(item.clientId()), requireNonNull(item.actor()), data);
    }

    private static void check(List<FieldError> errors, boolean acceptable, String pointer) {
        if (!acceptable) {
            errors.add(new FieldError(pointer, "invalid"));
        }
    }

    /** The others are what people do. */
    private static boolean isAboutRoom(Kind kind) {
        return switch (kind) {
            case ROOM_CREATED, ROOM_UPDATED, ROOM_DELETED, MEMBER_ADDED, MEMBER_REMOVED, MEMBER_ROLE -> true;
            case MESSAGE, EDIT, DELETE, REACTION_ADDED, REACTION_REMOVED -> false;
        };
    }

    private static Class<? extends EntryData> type(Kind kind) {
        return switch (kind) {
            case MESSAGE -> EntryData.Message.class;
            case EDIT -> EntryData.MessageEdited.class;
            case DELETE -> EntryData.MessageDeleted.class;
            case REACTION_ADDED -> EntryData.ReactionAdded.class;
            case REACTION_REMOVED -> EntryData.ReactionRemoved.class;
            case ROOM_CREATED -> RoomCreated.class;
            case ROOM_UPDATED -> RoomUpdated.class;
            case ROOM_DELETED -> RoomDeleted.class;
            case MEMBER_ADDED -> MemberAdded.class;
            case MEMBER_REMOVED -> MemberRemoved.class;
            case MEMBER_ROLE -> MemberRoleChanged.class;
        };
    }

    private static boolean isComplete(EntryData data) {
        return switch (data) {
            case MemberAdded added -> isPublicId(added.userId()) && Objects.nonNull(added.role());
            case MemberRemoved removed -> isPublicId(removed.userId()) && Objects.nonNull(removed.reason());
            case MemberRoleChanged changed -> isPublicId(changed.userId()) && Objects.nonNull(changed.role());
            case RoomCreated created -> Objects.nonNull(created.type());
            case RoomUpdated _,RoomDeleted _ -> true;
            case EntryData.Message _,EntryData.MessageChange _ -> false;
        };
    }

    private static void checkRoom(List<FieldError> errors, String pointer, EntryData data, InternalProperties bounds) {
        switch (data) {
            case RoomCreated created -> checkRoom(errors, pointer,
                    new RoomUpdated(created.name(), created.description(), created.avatarUrl(), null), bounds);
            case RoomUpdated updated -> {
                check(errors, isShort(updated.name(), bounds.maxName()), pointer + "/name");
                check(errors, isShort(updated.description(), bounds.maxDescription()), pointer + "/description");
                check(errors, isPicture(updated.avatarUrl()), pointer + "/avatarUrl");
            }
            case RoomDeleted _,EntryData.MemberChange _,EntryData.Message _,EntryData.MessageChange _ -> {
            }
        }
    }

    private static boolean isShort(@Nullable String text, int longest) {
        return text == null || text.codePointCount(0, text.length()) <= longest;
    }

    private static boolean isPicture(@Nullable String url) {
        return url == null || url.isEmpty() || PICTURE.matcher(url).matches();
    }

    private static boolean isPublicId(@Nullable String id) {
        return id != null && EntryId.isPublicId(id);
    }
}
