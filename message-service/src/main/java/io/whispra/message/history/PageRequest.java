package io.whispra.message.history;

import java.util.ArrayList;
import java.util.stream.Stream;

import io.whispra.message.entry.EntryId;
import io.whispra.message.problem.Refusal;
import io.whispra.message.problem.Refusal.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a room.
 *
 * @param direction from where, and where to
 * @param seq       the exclusive bound; with `around` the middle
 * @param limit     at most so many
 * @param system    whether what happened to the room and its members is among the messages
 */
record PageRequest(Direction direction, long seq, int limit, boolean system) {

    enum Direction {
        BEFORE,
        AFTER,
        AROUND
    }

    /** The query as it came: at most one of the three bounds; none means the latest. */
    record Query(@Nullable Long before, @Nullable Long after, @Nullable Long around, @Nullable Integer limit,
            boolean system) {}

    /**
     * Checks a query.
     *
     * @throws Refusal if a value is out of bounds
     */
    static PageRequest of(Query query, HistoryProperties properties) {
        var errors = new ArrayList<FieldError>();
        int limit = query.limit() == null ? properties.page() : query.limit();
        if (limit < 1 || limit > properties.maxPage()) {
            errors.add(new FieldError("/limit", "out-of-range"));
        }
        check(errors, "/before", query.before());
        check(errors, "/after", query.after());
        check(errors, "/around", query.around());
        if (Stream.of(query.before(), query.after(), query.around()).filter(bound -> bound != null).count() > 1) {
            errors.add(new FieldError("", "one-bound-only"));
        }
        if (!errors.isEmpty()) {
            throw Refusal.fields(errors);
        }
        if (query.after() != null) {
            return new PageRequest(Direction.AFTER, query.after(), limit, query.system());
        }
        if (query.around() != null) {
            return new PageRequest(Direction.AROUND, query.around(), limit, query.system());
        }
        return new PageRequest(Direction.BEFORE, query.before() == null ? EntryId.MAX_SEQ : query.before(), limit,
                query.system());
    }

    private static void check(ArrayList<FieldError> errors, String pointer, @Nullable Long bound) {
        if (bound != null && (bound < 0 || bound > EntryId.MAX_SEQ)) {
            errors.add(new FieldError(pointer, "out-of-range"));
        }
    }
}
