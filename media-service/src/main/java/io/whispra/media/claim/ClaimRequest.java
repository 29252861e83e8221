package io.whispra.media.claim;

import java.util.List;

import io.whispra.media.attachment.Claim;
import io.whispra.media.problem.Refusal;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

/**
 * What the message service asks for: attachments for a message; and the auth service: one as a person's picture.
 *
 * @param ids 1 to 10 different attachments; one for a picture
 * @param ownerId who sends the message or wants the picture, and must own them
 * @param roomId whose members will see them; absent for a picture
 * @param messageId known before the message is: `roomId:senderId:clientId`; absent for a picture
 * @param avatar true for a picture
 */
record ClaimRequest(
        @NotNull @Size(min = 1, max = MAX_IDS) @UniqueElements List<@NotNull @Pattern(regexp = ID) String> ids,
        @NotNull @Pattern(regexp = ID) String ownerId, @Nullable @Pattern(regexp = ID) String roomId,
        @Nullable @Pattern(regexp = MESSAGE_ID) String messageId,
        @Nullable Boolean avatar) {
    static final int MAX_IDS = 10;
    static final String ID = "[A-Za-z0-9_-]{1,64}";
    private static final String MESSAGE_ID = "[\\x21-\\x7E]{1,320}";

    /** {@link Refusal} 422 if what it is for is not clear. */
    Claim claim(String call) {
        return isAvatar() ? ofAvatar(call) : ofMessage(call);
    }

    boolean isAvatar() {
        return Boolean.TRUE.equals(avatar);
    }

    private Claim ofAvatar(String call) {
        if (ids.size() > 1) {
            throw Refusal.field("/ids", "too-many", "A person has one picture.");
        }
        if (roomId != null || messageId != null) {
            throw Refusal.field(roomId == null ? "/messageId" : "/roomId", "unexpected", "A picture is in no message.");
        }
        return Claim.ofAvatar(call, ownerId);
    }

    private Claim ofMessage(String call) {
        if (roomId == null || messageId == null) {
            throw Refusal.field(roomId == null ? "/roomId" : "/messageId", "required", "Which message is it for?");
        }
        return new Claim(call, ownerId, roomId, messageId);
    }
}
