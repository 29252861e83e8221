package io.whispra.room.aggregate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.whispra.room.problem.ProblemType;
import io.whispra.room.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** What may be done to a room. Every decision is made on one version of it and holds only if that version is replaced. */
public final class Rules {

    private static final Duration DRAINED_SOON = Duration.ofSeconds(2);

    private final RoomLimits limits;

    public Rules(RoomLimits limits) {
        this.limits = limits;
    }

    /** Refuses all but the admins of a group; the caller is known to be in the room. */
    public static void requireAdmin(Room room, String actor) {
        requireGroup(room);
        if (room.roleOf(actor) != Role.ADMIN) {
            throw new Refusal(ProblemType.ADMIN_REQUIRED, "Only an admin of the room may do this.");
        }
    }

    /**
     * The room as the command leaves it: with one more version and pending change, or itself if it is so already.
     *
     * @param members who of the actor and the command's subject is in the room at this version
     * @throws Refusal if the actor may not, or the room cannot
     */
    public Room decide(Room room, Set<String> members, String actor, Command command) {
        if (!members.contains(actor)) {
            throw roomNotFound();
        }
        return switch (command) {
            case Command.Update update -> update(room, actor, update);
            case Command.Delete _ -> delete(room, actor);
            case Command.Add add -> add(room, members, actor, add);
            case Command.Remove remove -> remove(room, members, actor, remove);
            case Command.SetRole setRole -> setRole(room, members, actor, setRole);
            case Command.Depart depart -> depart(room, members, actor, depart);
        };
    }

    /** The one answer for a room that is unknown, gone or not the caller's. */
    public static Refusal roomNotFound() {
        return new Refusal(ProblemType.ROOM_NOT_FOUND, "There is no such room, or you are not in it.");
    }

    /** The answer for a person who is not in a room that the caller is in. */
    public static Refusal participantNotFound() {
        return new Refusal(ProblemType.PARTICIPANT_NOT_FOUND, "That person is not in the room.");
    }

    private Room update(Room room, String actor, Command.Update wanted) {
        requireAdmin(room, actor);
        var before = room.settings();
        var name = ifNew(wanted.name(), room.name());
        var description = ifNew(wanted.description(), before.description());
        var avatarId = ifNew(wanted.avatarId(), before.avatarId());
        var history = wanted.history() == before.history() ? null : wanted.history();
        if (name == null && description == null && avatarId == null && history == null) {
            return room;
        }
        var settings = new Settings(after(description, before.description()), after(avatarId, before.avatarId()),
                history == null ? before.history() : history);
        var updated = new Fact.Updated(name, description, avatarId == null ? null : Settings.avatarUrl(avatarId),
                history);
        return changed(room, actor, new Room.Outcome(after(name, room.name()), settings, room.admins(),
                room.memberCount(), List.of(updated)));
    }

    private Room delete(Room room, String actor) {
        requireAdmin(room, actor);
        return changed(room, actor, List.of(), 0, List.of(new Fact.Deleted()));
    }

    private Room add(Room room, Set<String> members, String actor, Command.Add add) {
        requireAdmin(room, actor);
        if (members.contains(add.userId())) {
            return room;
        }
        if (room.memberCount() >= limits.members()) {
            throw new Refusal(ProblemType.ROOM_FULL, "A room has at most " + limits.members() + " members.");
        }
        requireRoomLeft(add.roomsOfUser());
        return changed(room, actor, withRole(room, add.userId(), add.role()), room.memberCount() + 1,
                List.of(new Fact.Added(add.userId(), add.role())));
    }

    private Room remove(Room room, Set<String> members, String actor, Command.Remove remove) {
        var userId = remove.userId();
        requireGroup(room);
        var leaves = userId.equals(actor);
        if (!leaves) {
            requireAdmin(room, actor);
        }
        if (!members.contains(userId)) {
            return room;
        }
        var admins = withRole(room, userId, Role.MEMBER);
        var removed = new Fact.Removed(userId, leaves ? Fact.Reason.LEFT : Fact.Reason.REMOVED);
        if (room.memberCount() == 1) {
            return changed(room, actor, admins, 0, List.of(removed, new Fact.Deleted()));
        }
        requireOneLeft(admins);
        return changed(room, actor, admins, room.memberCount() - 1, List.of(removed));
    }

    /** Nobody can be asked any more: a group without an admin gets one first, and a private room keeps its two people. */
    private Room depart(Room room, Set<String> members, String actor, Command.Depart depart) {
        if (room.type() == RoomType.PRIVATE) {
            return room;
        }
        if (room.memberCount() == 1 || !withRole(room, actor, Role.MEMBER).isEmpty()) {
            return remove(room, members, actor, new Command.Remove(actor));
        }
        var heir = depart.heir().filter(members::contains).orElseThrow(Rules::participantNotFound);
        return changed(room, actor, List.of(heir), room.memberCount() - 1,
                List.of(new Fact.RoleSet(heir, Role.ADMIN), new Fact.Removed(actor, Fact.Reason.LEFT)));
    }

    private Room setRole(Room room, Set<String> members, String actor, Command.SetRole setRole) {
        requireAdmin(room, actor);
        var userId = setRole.userId();
        if (!members.contains(userId)) {
            throw participantNotFound();
        }
        if (room.roleOf(userId) == setRole.role()) {
            return room;
        }
        var admins = withRole(room, userId, setRole.role());
        requireOneLeft(admins);
        return changed(room, actor, admins, room.memberCount(),
                List.of(new Fact.RoleSet(userId, setRole.role())));
    }

    /** Refuses somebody who is in as many rooms as a person may be. */
    public void requireRoomLeft(int roomsOfUser) {
        if (roomsOfUser >= limits.roomsPerUser()) {
            throw new Refusal(ProblemType.TOO_MANY_ROOMS,
                    "A person is in at most " + limits.roomsPerUser() + " rooms.");
        }
    }

    /** With its name and settings as they are. */
    private Room changed(Room room, String actor, List<String> admins, int memberCount, List<Fact> facts) {
        return changed(room, actor, new Room.Outcome(room.name(), room.settings(), admins, memberCount, facts));
    }

    private Room changed(Room room, String actor, Room.Outcome outcome) {
        if (room.pending().size() >= limits.pending()) {
            throw Refusal.unavailable("Too many changes of this room wait for the log.", DRAINED_SOON);
        }
        return room.changed(actor, Instant.now(), outcome);
    }

    /** What is wanted, unless it is absent or so already; nothing at all is as good as empty. */
    private static @Nullable String ifNew(@Nullable String wanted, @Nullable String before) {
        return wanted == null || wanted.equals(Objects.requireNonNullElse(before, "")) ? null : wanted;
    }

    private static @Nullable String after(@Nullable String change, @Nullable String before) {
        return change == null ? before : change.isEmpty() ? null : change;
    }

    private static List<String> withRole(Room room, String userId, Role role) {
        var others = room.admins().stream().filter(admin -> !admin.equals(userId));
        return Stream.concat(others, role == Role.ADMIN ? Stream.of(userId) : Stream.empty()).toList();
    }

    private static void requireGroup(Room room) {
        if (room.type() == RoomType.PRIVATE) {
            throw new Refusal(ProblemType.PRIVATE_ROOM, "A private room keeps its two people and has no settings.");
        }
    }

    private static void requireOneLeft(List<String> admins) {
        if (admins.isEmpty()) {
            throw new Refusal(ProblemType.LAST_ADMIN, "A group always has an admin; make somebody else one first.");
        }
    }
}
