package io.whispra.message.send;

import java.util.List;

import io.whispra.message.entry.EntryId;
import io.whispra.message.problem.Refusal.FieldError;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people may write, in a message and in an edit of one. What is not acceptable is added to the errors. */
@Component
public class Writing {

    private final SendProperties properties;

    Writing(SendProperties properties) {
        this.properties = properties;
    }

    /** The id under which a client sends something once. */
    public void clientId(@Nullable String clientId, List<FieldError> errors) {
        if (clientId == null || !EntryId.isPublicId(clientId)) {
            errors.add(new FieldError("/clientId", clientId == null ? "required" : "invalid"));
        }
    }

    /** A text: there, not blank, whole characters, not too long. */
    public void content(@Nullable String content, List<FieldError> errors) {
        if (content == null || content.isBlank()) {
            errors.add(new FieldError("/content", content == null ? "required" : "blank"));
        } else if (content.length() > properties.maxContent()) {
            errors.add(new FieldError("/content", "too-long"));
        } else if (hasLoneSurrogate(content)) {
            errors.add(new FieldError("/content", "not-unicode"));
        }
    }

    /** Ids of users. */
    public void mentions(@Nullable List<@Nullable String> mentions, List<FieldError> errors) {
        ids("/mentions", mentions, properties.maxMentions(), errors);
    }

    void attachmentIds(@Nullable List<@Nullable String> ids, List<FieldError> errors) {
        ids("/attachmentIds", ids, properties.maxAttachments(), errors);
    }

    private static void ids(String pointer, @Nullable List<@Nullable String> ids, int max, List<FieldError> errors) {
        if (ids != null && ids.size() > max) {
            errors.add(new FieldError(pointer, "too-many"));
        } else if (ids != null && !ids.stream().allMatch(id -> id != null && EntryId.isPublicId(id))) {
            errors.add(new FieldError(pointer, "invalid"));
        }
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
