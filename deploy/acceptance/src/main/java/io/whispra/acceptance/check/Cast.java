package io.whispra.acceptance.check;

import java.net.URI;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.whispra.acceptance.client.Json;
import io.whispra.acceptance.client.PlainConnection;
import io.whispra.acceptance.client.SocketIoConnection;

/** Who chats where. */
record Cast(List<Actor> people, List<Room> rooms, Actor outsider) implements AutoCloseable {

    /** Members of a room who stay, the admin among them. */
    private static final int MEMBERS = 5;

    /** A person and their devices; every third has two. */
    record Actor(Account account, List<Device> devices) {

        Device device(int n) {
            return devices.get(Math.floorMod(n, devices.size()));
        }
    }

    /**
     * A group.
     *
     * @param members  who stay, the admin first
     * @param wanderer who is removed and added again and again
     * @param recent   seqs of the latest messages
     */
    record Room(String id, List<Actor> members, Actor wanderer, Deque<Long> recent) {

        private static final int RECENT = 10;

        void said(long seq) {
            recent.addLast(seq);
            if (recent.size() > RECENT) {
                recent.pollFirst();
            }
        }

        Actor admin() {
            return members.getFirst();
        }

        String path() {
            return "/api/v1/rooms/" + id;
        }
    }

    static Cast meet(URI base, Settings settings, Evidence evidence) {
        var people = IntStream.range(0, settings.people()).mapToObj(n -> actor(base, "P" + n, n, evidence)).toList();
        var rooms = IntStream.range(0, settings.rooms()).mapToObj(n -> room(n, people)).toList();
        return new Cast(people, rooms, actor(base, "Outsider", 0, evidence));
    }

    List<Device> devices() {
        var all = new ArrayList<Device>(outsider.devices());
        people.forEach(person -> all.addAll(person.devices()));
        return all;
    }

    @Override
    public void close() {
        devices().forEach(Device::close);
    }

    private static Actor actor(URI base, String name, int n, Evidence evidence) {
        var account = Account.register(base, name);
        var devices = new ArrayList<Device>();
        for (var device = 0; device < (n % 3 == 0 ? 2 : 1); device++) {
            var plain = (n + device) % 2 == 0;
            devices.add(new Device(name + (plain ? "-plain" : "-socketio"), account,
                    plain ? PlainConnection::open : SocketIoConnection::open, evidence));
        }
        return new Actor(account, devices);
    }

    private static Room room(int n, List<Actor> people) {
        var inIt = IntStream.rangeClosed(0, MEMBERS).mapToObj(k -> people.get((2 * n + k) % people.size())).toList();
        var ids = inIt.stream().skip(1).map(actor -> '"' + actor.account().id() + '"').collect(Collectors.joining(","));
        var id = inIt.getFirst().account().api().post("/api/v1/rooms", Json.object(
                "{'clientId': '%s', 'type': 'group', 'name': 'Room %d', 'participantIds': [%s]}", UUID.randomUUID(), n,
                ids)).expect(201).path("id").asString();
        return new Room(id, inIt.subList(0, MEMBERS), inIt.getLast(), new ConcurrentLinkedDeque<>());
    }
}
