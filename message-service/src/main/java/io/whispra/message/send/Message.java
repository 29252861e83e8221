package io.whispra.message.send;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

import io.whispra.message.entry.EntryData.MessageType;
import io.whispra.message.entry.EntryId;
import io.whispra.message.problem.Refusal;
import io.whispra.message.problem.Refusal.FieldError;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/** An acceptable request. As JSON it is what the body's hash is made of. */
record Message(String clientId, MessageType type, @Nullable String content, List<String> attachmentIds,
        @Nullable Long replyTo, List<String> mentions) {

    /**
     * Checks a request.
     *
     * @throws Refusal naming every field that is not acceptable
     */
    static Message of(SendRequest request, Writing writing) {
        var check = new Check(request, writing);
        check.all();
        if (!check.errors.isEmpty()) {
            throw Refusal.fields(check.errors);
        }
        return new Message(requireNonNull(request.clientId()), requireNonNull(request.type()), request.content(),
                present(request.attachmentIds()), request.replyTo(), distinct(present(request.mentions())));
    }

    private static List<String> present(@Nullable List<@Nullable String> ids) {
        return requireNonNullElse(ids, List.<@Nullable String>of()).stream().filter(Objects::nonNull).toList();
    }

    private static List<String> distinct(List<String> ids) {
        return List.copyOf(new LinkedHashSet<>(ids));
    }

    private static final class Check {
        private final SendRequest request;
        private final Writing writing;
        private final List<FieldError> errors = new ArrayList<>();

        Check(SendRequest request, Writing writing) {
            this.request = request;
            this.writing = writing;
        }

        void all() {
            writing.clientId(request.clientId(), errors);
            if (request.type() == null) {
                refuse("/type", "required");
            } else {
                content(request.type());
                attachments(request.type());
            }
            var replyTo = request.replyTo();
            if (replyTo != null && (replyTo < 1 || replyTo > EntryId.MAX_SEQ)) {
                refuse("/replyTo", "out-of-range");
            }
            writing.mentions(request.mentions(), errors);
        }

        /** A caption may be absent. */
        private void content(MessageType type) {
            if (type == MessageType.TEXT || request.content() != null) {
                writing.content(request.content(), errors);
            }
        }

        private void attachments(MessageType type) {
            var ids = request.attachmentIds();
            boolean none = ids == null || ids.isEmpty();
            if (type == MessageType.TEXT && !none) {
                refuse("/attachmentIds", "not-allowed");
            } else if (type != MessageType.TEXT && none) {
                refuse("/attachmentIds", "required");
            } else {
                writing.attachmentIds(ids, errors);
            }
            if (ids != null && ids.size() != new LinkedHashSet<>(ids).size()) {
                refuse("/attachmentIds", "repeated");
            }
        }

        private void refuse(String pointer, String code) {
            errors.add(new FieldError(pointer, code));
        }
    }
}
