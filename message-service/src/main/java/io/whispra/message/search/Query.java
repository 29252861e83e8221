package io.whispra.message.search;

import java.util.ArrayList;

import io.whispra.message.problem.Refusal;
import io.whispra.message.problem.Refusal.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for, and which page of it.
 *
 * @param text   as they wrote it
 * @param cursor where the page before ended; absent for the first
 */
record Query(String text, @Nullable String cursor, int limit) {

    /**
     * Checks what was asked for.
     *
     * @throws Refusal invalid, naming the parameters
     */
    static Query of(String text, @Nullable String cursor, @Nullable Integer limit, SearchProperties properties) {
        var errors = new ArrayList<FieldError>();
        if (text.isBlank()) {
            errors.add(new FieldError("/q", "blank"));
        } else if (text.length() > properties.maxQuery()) {
            errors.add(new FieldError("/q", "too-long"));
        }
        int count = limit == null ? properties.page() : limit;
        if (count < 1 || count > properties.maxPage()) {
            errors.add(new FieldError("/limit", "out-of-range"));
        }
        if (!errors.isEmpty()) {
            throw Refusal.fields(errors);
        }
        return new Query(text, cursor, count);
    }
}
