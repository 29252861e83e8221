package io.whispra.acceptance;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import io.whispra.acceptance.Mutations.Good;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing that is sent over HTTP breaks anything. `-Dwhispra.mutations=50000` is the long form. */
class MutatedRequestsIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();

    private static final int REQUESTS = Integer.getInteger("whispra.mutations", 2_500);
    private static final int AT_ONCE = 16;
    private static final int BYSTANDERS = 20;

    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    @Test
    void t66NoMutatedRequestIsAnInternalErrorOrDisturbsABystander() throws Exception {
        var ana = whispra.person("Ana");
        var budi = whispra.person("Budi");
        var roomId = ana.group("Bystanders", budi);
        try (var bystander = budi.connect(Transport.SOCKET_IO)) {
            var timeline = Following.of(bystander, roomId, Log.read(ana, roomId).size());
            var mallory = whispra.person("Mallory");
            var good = good(mallory);
            for (var n = 1; n <= BYSTANDERS; n++) {
                send(mallory, good, n);
                ana.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "n" + n, "Still here"))
                        .expect(201);
            }
            Waiting.until("all at the bystander", () -> timeline.applied().size() == BYSTANDERS ? timeline : null);
            assertThat(bystander.received("disconnect")).isEmpty();
        }
        assertThat(wrong).isEmpty();
        assertThat(statuses.keySet()).as(statuses.toString()).contains(400, 404, 422);
        assertThat(statuses.getOrDefault(503, 0)).as(statuses.toString()).isLessThan(REQUESTS / 20);
    }

    private void send(Person mallory, List<Good> good, int round) throws Exception {
        var mutations = new Mutations(Long.getLong("whispra.mutations.seed", 7) * 1_000 + round);
        var places = new Semaphore(AT_ONCE);
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < REQUESTS / BYSTANDERS; n++) {
                places.acquire();
                HttpRequest request;
                try {
                    request = mutations.of(good.get(n % good.size()), whispra.base(), mallory.token());
                } catch (IllegalArgumentException _) {
                    places.release();
                    continue;
                }
                threads.execute(() -> {
                    answer(http, request);
                    places.release();
                });
            }
        }
    }

    private void answer(HttpClient http, HttpRequest request) {
        var timed = HttpRequest.newBuilder(request, (_, _) -> true).timeout(Duration.ofSeconds(15)).build();
        try {
            var answer = http.send(timed, BodyHandlers.ofString());
            synchronized (statuses) {
                statuses.merge(answer.statusCode(), 1, Integer::sum);
            }
            if ((answer.statusCode() >= 500 && answer.statusCode() != 503)
                    || answer.body().contains("Exception") || answer.body().contains("org.springframework")) {
                wrong.add(request.method() + " " + request.uri() + " " + answer.statusCode() + " " + answer.body());
            }
        } catch (Exception e) {
            wrong.add(request.method() + " " + request.uri() + " " + e);
        }
    }

    /** All that a person may ask for, in a room of their own; not what would end the person. */
    private static List<Good> good(Person mallory) {
        var roomId = mallory.group("Mutants");
        var other = whispra.person("Other");
        var seq = mallory.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "first", "Hello"))
                .expect(201)
                .path("message").path("seq").asLong();
        var room = Person.room(roomId);
        var message = room + "/messages/" + seq;
        var good = new ArrayList<>(List.of(
                new Good("POST", "/api/v1/auth/register",
                        "{\"name\":\"Mia\",\"email\":\"mia@example.org\",\"password\":\"short\"}"),
                new Good("POST", "/api/v1/auth/login",
                        "{\"email\":\"mia@example.org\",\"password\":\"a wrong password\"}"),
                new Good("POST", "/api/v1/auth/refresh", "{\"refreshToken\":\"x\"}"),
                new Good("GET", "/api/v1/me", null), new Good("PATCH", "/api/v1/me", "{\"name\":\"Mallory\"}"),
                new Good("GET", "/api/v1/me/sessions", null), new Good("GET", "/api/v1/users?q=an", null),
                new Good("GET", "/api/v1/users/" + other.id(), null), new Good("GET", "/api/v1/rooms", null),
                new Good("POST", "/api/v1/rooms",
                        "{\"clientId\":\"again\",\"type\":\"group\",\"name\":\"Again\",\"participantIds\":[]}"),
                new Good("PUT", "/api/v1/rooms/private/" + other.id(), null), new Good("GET", room, null),
                new Good("PATCH", room, "{\"name\":\"Mutants\",\"description\":\"\"}"),
                new Good("GET", room + "/participants", null),
                new Good("POST", room + "/participants", "{\"userId\":\"" + other.id() + "\",\"role\":\"member\"}"),
                new Good("PUT", room + "/participants/" + other.id(), "{\"role\":\"member\"}"),
                new Good("PATCH", room + "/participants/me", "{\"muted\":true,\"archived\":false}"),
                new Good("PUT", room + "/read", "{\"seq\":" + seq + "}")));
        good.addAll(List.of(
                new Good("GET", room + "/messages?limit=10", null), new Good("GET", message, null),
                new Good("POST", room + "/messages",
                        "{\"clientId\":\"c\",\"type\":\"text\",\"content\":\"Hi\",\"replyTo\":1,\"mentions\":[],\"attachmentIds\":[]}"),
                new Good("PATCH", message, "{\"clientId\":\"e\",\"content\":\"Hi\",\"mentions\":[]}"),
                new Good("PUT", message + "/reactions/%F0%9F%91%8D", null),
                new Good("DELETE", message + "/reactions/%F0%9F%91%8D", null),
                new Good("GET", room + "/entries?after=0&limit=10", null),
                new Good("GET", room + "/search?q=hello", null), new Good("GET", "/api/v1/search?q=hello", null),
                new Good("POST", "/api/v1/sync", "{\"rooms\":{\"" + roomId + "\":0},\"limit\":10}"),
                new Good("POST", "/api/v1/attachments", "{}"), new Good("GET", "/api/v1/attachments/x/link", null),
                new Good("GET", "/api/v1/openapi.json", null),
                new Good("GET", "/socket.io/?EIO=4&transport=polling", null),
                new Good("POST", "/socket.io/?EIO=4&transport=polling&sid=x", "40"),
                new Good("GET", "/api/v1/ws", null)));
        return good;
    }
}
