package io.whispra.media.upload;

import java.util.Locale;

import io.whispra.media.attachment.Attachment.Rejection;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.problem.Refusal.FieldError;

/** A refusal as an attachment keeps it, and back. */
final class Rejections {
    private Rejections() {}

    static Rejection of(Refusal refusal) {
        var field = refusal.errors().isEmpty() ? null : refusal.errors().getFirst();
        return new Rejection(refusal.type().code(), refusal.detail(), field == null ? null : field.pointer(),
                field == null ? null : field.code());
    }

    static Refusal again(Rejection rejection) {
        var type = ProblemType.valueOf(rejection.reason().toUpperCase(Locale.ROOT).replace('-', '_'));
        var pointer = rejection.pointer();
        var error = rejection.error();
        return pointer == null || error == null
                ? new Refusal(type, rejection.detail())
                : Refusal.field(type, new FieldError(pointer, error), rejection.detail());
    }
}
