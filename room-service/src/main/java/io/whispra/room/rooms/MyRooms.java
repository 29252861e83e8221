package io.whispra.room.rooms;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.whispra.room.aggregate.Activity;
import io.whispra.room.aggregate.Room;
import io.whispra.room.aggregate.Rooms;
import io.whispra.room.membership.Memberships;
import io.whispra.room.membership.UserRooms;
import io.whispra.room.page.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Somebody's rooms, by id from their document, in the order of last activity. */
@Component
class MyRooms {

    private static final Comparator<Activity> LATEST_FIRST = Comparator.comparing(Activity::at)
            .thenComparing(Activity::id)
            .reversed();
    private static final Pattern PLACE = Pattern.compile("(\\d{1,16})/([A-Za-z0-9_-]{1,64})");

    private final UserRooms userRooms;
    private final Rooms rooms;
    private final Memberships memberships;

    MyRooms(UserRooms userRooms, Rooms rooms, Memberships memberships) {
        this.userRooms = userRooms;
        this.rooms = rooms;
        this.memberships = memberships;
    }

    /**
     * A page.
     *
     * @param archived only those that are put away, or that are not; null for all
     */
    Mono<RoomPage> page(String userId, @Nullable Boolean archived, @Nullable String cursor, int size) {
        var list = list(userId, archived);
        var after = cursor == null ? null : place(Cursor.read(list, cursor));
        return userRooms.of(userId)
                .flatMap(ids -> rooms.activities(ids).collectList())
                .flatMap(activities -> archived == null ? Mono.just(activities) : only(archived, activities, userId))
                .map(activities -> activities.stream().sorted(LATEST_FIRST)
                        .filter(activity -> after == null || LATEST_FIRST.compare(activity, after) > 0)
                        .limit(size + 1L)
                        .toList())
                .flatMap(activities -> page(userId, list, activities, size));
    }

    private Mono<List<Activity>> only(boolean archived, List<Activity> activities, String userId) {
        var numbers = activities.stream().collect(Collectors.toMap(Activity::id, Activity::number));
        return memberships.archived(numbers, userId)
                .map(ids -> activities.stream().filter(room -> ids.contains(room.id()) == archived).toList());
    }

    private Mono<RoomPage> page(String userId, String list, List<Activity> activities, int size) {
        var shown = activities.stream().limit(size).map(Activity::id).toList();
        var next = activities.size() > size ? cursor(list, activities.get(size - 1)) : null;
        return rooms.findAll(shown)
                .collectMap(Room::id)
                .flatMapMany(found -> memberships.seats(inOrder(shown, found), userId))
                .map(RoomView::of)
                .collectList()
                .map(views -> new RoomPage(views, next));
    }

    private static String list(String userId, @Nullable Boolean archived) {
        return archived == null ? "rooms/" + userId : "rooms-archived-" + archived + "/" + userId;
    }

    private static List<Room> inOrder(List<String> ids, Map<String, Room> found) {
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    private static String cursor(String list, Activity last) {
        return Cursor.of(list, last.at().toEpochMilli() + "/" + last.id());
    }

    private static Activity place(String text) {
        var matcher = PLACE.matcher(text);
        if (!matcher.matches()) {
            throw Cursor.invalid();
        }
        return new Activity(matcher.group(2), Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), null);
    }
}
