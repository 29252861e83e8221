package io.whispra.room.aggregate;

import org.jspecify.annotations.Nullable;

/**
 * What the admins of a group can choose, beside its name. A private room has none of it.
 *
 * @param description what the group is for; absent if nobody says
 * @param avatarId    the attachment that is its picture; absent if it has none
 * @param history     what newcomers see
 */
public record Settings(@Nullable String description, @Nullable String avatarId, History history) {

    /** Those of a room where nobody chose anything. */
    public static final Settings NONE = new Settings(null, null, History.SHARED);

    /** The path of the picture, as people's have it. */
    public @Nullable String avatarUrl() {
        return avatarId == null ? null : avatarUrl(avatarId);
    }

    /** The path of the picture that this attachment is; of none if it is empty. */
    static String avatarUrl(String attachmentId) {
        return attachmentId.isEmpty() ? "" : "/api/v1/attachments/" + attachmentId + "/content";
    }
}
