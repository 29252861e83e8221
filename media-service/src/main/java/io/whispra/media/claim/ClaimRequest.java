package io.whispra.media.claim;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.UniqueElements;

/**
 * What the message service asks for.
 *
 * @param ids 1 to 10 different attachments
 * @param ownerId who sends the message, and must own them
 * @param roomId whose members will see them
 * @param messageId known before the message is: `roomId:senderId:clientId`
 */
record ClaimRequest(
        @NotNull @Size(min = 1, max = MAX_IDS) @UniqueElements List<@NotNull @Pattern(regexp = ID) String> ids,
        @NotNull @Pattern(regexp = ID) String ownerId, @NotNull @Pattern(regexp = ID) String roomId,
        @NotNull @Pattern(regexp = MESSAGE_ID) String messageId) {
    static final int MAX_IDS = 10;
    private static final String ID = "[A-Za-z0-9_-]{1,64}";
    private static final String MESSAGE_ID = "[\\x21-\\x7E]{1,320}";
}
