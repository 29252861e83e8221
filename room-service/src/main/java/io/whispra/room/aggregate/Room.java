package io.whispra.room.aggregate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * The aggregate: all facts about a room that a rule needs, in one document that changes by compare-and-set on its version.
 *
 * @param version      1 when made, one more with each change
 * @param settings     what its admins chose; {@link Settings#NONE} in a document from before there were any
 * @param admins       who administers a group; never empty while it has a member. Empty for a private room
 * @param memberCount  how many people are in it; 0 means that the last one left or an admin ended it, and that the room is gone
 * @param pairKey      a private room's two people, sorted: there is one room for each pair
 * @param clientKey    a group's creator and the `clientId` of the request that made it
 * @param pending      the changes that the log does not have yet, oldest first
 * @param pendingSince there while something is pending, so that a sparse index finds those rooms
 */
@Document("chat_rooms")
public record Room(@Id String id, @Nullable String name, RoomType type, Instant createdAt, long version,
        Settings settings, List<String> admins, int memberCount, @Nullable String pairKey,
        @Nullable String clientKey, @Nullable Head head, List<Change> pending,
        @Nullable Instant pendingSince) {

    public Room {
        settings = Objects.requireNonNullElse(settings, Settings.NONE);
        admins = List.copyOf(admins);
        pending = List.copyOf(pending);
    }

    /** A group that its creator, the first of these people, administers; the others are members. */
    public static Room group(String id, Founded founded, Instant now) {
        var people = founded.people();
        var creator = people.getFirst();
        var settings = founded.settings();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact.Created(founded.name(), RoomType.GROUP, settings.description(), settings.avatarUrl(),
                settings.history() == History.JOINED ? History.JOINED : null));
        people.forEach(person -> facts.add(
                new Fact.Added(person, person.equals(creator) ? Role.ADMIN : Role.MEMBER)));
        return new Room(id, founded.name(), RoomType.GROUP, now, 1, settings, List.of(creator), people.size(), null,
                founded.clientKey(), null, List.of(new Change(1, creator, now, facts, settings.history())), now);
    }

    /** The room of two people. */
    public static Room ofTwo(String id, String creator, String other, Instant now) {
        var facts = List.<Fact>of(new Fact.Created(null, RoomType.PRIVATE, null, null, null),
                new Fact.Added(creator, Role.MEMBER), new Fact.Added(other, Role.MEMBER));
        return new Room(id, null, RoomType.PRIVATE, now, 1, Settings.NONE, List.of(), 2, pairKey(creator, other), null,
                null, List.of(new Change(1, creator, now, facts, History.SHARED)), now);
    }

    /** The same for both orders. An id has no colon, so no two pairs share a key. */
    public static String pairKey(String one, String other) {
        return one.compareTo(other) < 0 ? one + ":" + other : other + ":" + one;
    }

    /** The two people of a private room; nobody for a group, whose people are too many to carry along. */
    public List<String> pair() {
        return pairKey == null ? List.of() : List.of(pairKey.split(":", 2));
    }

    /** The role of somebody who is in the room. */
    public Role roleOf(String member) {
        return admins.contains(member) ? Role.ADMIN : Role.MEMBER;
    }

    /** How many messages it has, as far as is known. */
    public long number() {
        return head == null ? 0 : head.number();
    }

    Room changed(String actor, Instant now, Outcome outcome) {
        var change = new Change(version + 1, actor, now, outcome.facts(), outcome.settings().history());
        return new Room(id, outcome.name(), type, createdAt, change.version(), outcome.settings(), outcome.admins(),
                outcome.memberCount(), pairKey, clientKey, head,
                Stream.concat(pending.stream(), Stream.of(change)).toList(), now);
    }

    /** What a decision makes of a room. */
    record Outcome(@Nullable String name, Settings settings, List<String> admins, int memberCount,
            List<Fact> facts) {}

    /**
     * How a group begins.
     *
     * @param clientKey its creator and the `clientId` of the request
     * @param people    the creator, then the others
     */
    public record Founded(String clientKey, String name, Settings settings, List<String> people) {
        public Founded {
            people = List.copyOf(people);
        }
    }
}
