package io.whispra.media.gallery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

import io.whispra.media.attachment.RoomFiles.Place;
import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One list of files, and the cursors of its pages: where one ended, opaque to the caller. One of another room, kind or person is refused;
 * whoever makes one up begins somewhere else in what they may see anyway.
 */
record RoomList(String roomId, Kind kind, String callerId) {
    private static final int LONGEST = 512;
    private static final Pattern PLACE = Pattern.compile("([1-9][0-9]{0,11})/([A-Za-z0-9_-]{1,64})");

    String cursorAfter(Place last) {
        var text = name() + last.seq() + "/" + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Where the page before ended; a 400 if this is no cursor of the list. */
    Place read(@Nullable String cursor) {
        if (cursor == null) {
            return Place.TOP;
        }
        var text = cursor.length() > LONGEST ? "" : decoded(cursor);
        var place = PLACE.matcher(text.startsWith(name()) ? text.substring(name().length()) : "");
        if (!place.matches()) {
            throw foreign();
        }
        return new Place(Long.parseLong(place.group(1)), place.group(2));
    }

    private String name() {
        return "files/" + roomId + "/" + kind.word() + "/" + callerId + "/";
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw foreign();
        }
    }

    private static Refusal foreign() {
        return new Refusal(ProblemType.MALFORMED, "The cursor is not one of this list.");
    }
}
