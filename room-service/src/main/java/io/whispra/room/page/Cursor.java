package io.whispra.room.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.whispra.room.problem.ProblemType;
import io.whispra.room.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Where a page ended, opaque to the caller and bound to one list: a cursor of another list is refused. */
public final class Cursor {

    private static final int LONGEST = 512;

    private Cursor() {}

    /**
     * Marks the end of a page.
     *
     * @param list names the list: its kind and whose it is
     * @param at   where in it the page ended
     */
    public static String of(String list, String at) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((list + "/" + at).getBytes(StandardCharsets.UTF_8));
    }

    /** Where the page before ended; a 400 if this is no cursor of the list. */
    public static String read(String list, String cursor) {
        var text = cursor.length() > LONGEST ? "" : decoded(cursor);
        if (!text.startsWith(list + "/")) {
            throw invalid();
        }
        return text.substring(list.length() + 1);
    }

    /** The answer to a cursor that this service did not make for this list. */
    public static Refusal invalid() {
        return new Refusal(ProblemType.MALFORMED, "The cursor is not one of this list.");
    }

    /** An answer that links to the next page, if there is one. */
    public static <T> ResponseEntity<T> page(T body, @Nullable String next) {
        return page(body, next, "");
    }

    /**
     * The same for a list that is asked for with parameters.
     *
     * @param parameters which the next page needs too, each with `&` behind it
     */
    public static <T> ResponseEntity<T> page(T body, @Nullable String next, String parameters) {
        var headers = new HttpHeaders();
        if (next != null) {
            headers.add(HttpHeaders.LINK, "<?" + parameters + "cursor=" + next + ">; rel=\"next\"");
        }
        return ResponseEntity.ok().headers(headers).body(body);
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw invalid();
        }
    }
}
