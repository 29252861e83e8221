package io.whispra.room.participant;

import java.util.List;
import java.util.Objects;

import io.whispra.room.aggregate.Role;
import io.whispra.room.aggregate.Room;
import io.whispra.room.aggregate.Rules;
import io.whispra.room.membership.Memberships;
import io.whispra.room.membership.Participant;
import io.whispra.room.membership.Seat;
import io.whispra.room.page.Cursor;
import io.whispra.room.page.PageProperties;
import io.whispra.room.problem.Refusal;
import io.whispra.room.read.ReadProperties;
import io.whispra.room.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/rooms/{id}/participants")
class ParticipantController {

    private final Memberships memberships;
    private final Roster roster;
    private final Preferences preferences;
    private final PageProperties pages;
    private final ReadProperties reading;

    ParticipantController(Memberships memberships, Roster roster, Preferences preferences, PageProperties pages,
            ReadProperties reading) {
        this.memberships = memberships;
        this.roster = roster;
        this.preferences = preferences;
        this.pages = pages;
        this.reading = reading;
    }

    @GetMapping
    Mono<ResponseEntity<ParticipantView.Page>> all(Caller caller, @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = pages.size(limit);
        return memberships.seat(id, caller.id())
                .flatMap(seat -> page(seat, cursor == null ? "" : Cursor.read(list(id), cursor), size))
                .map(page -> Cursor.page(page, page.next()));
    }

    @PostMapping
    Mono<ResponseEntity<ParticipantView>> add(Caller caller, @PathVariable String id,
            @RequestBody NewParticipant body) {
        return roster.add(id, caller, body)
                .flatMap(added -> one(id, caller.id(), Objects.requireNonNull(body.userId()))
                        .map(ResponseEntity.status(added ? HttpStatus.CREATED : HttpStatus.OK)::body));
    }

    @GetMapping("/{userId}")
    Mono<ParticipantView> one(Caller caller, @PathVariable String id,
            @PathVariable String userId) {
        return one(id, caller.id(), named(userId, caller));
    }

    @PutMapping("/{userId}")
    Mono<ParticipantView> setRole(Caller caller, @PathVariable String id,
            @PathVariable String userId, @RequestBody NewRole body) {
        var role = body.role();
        if (role == null) {
            throw Refusal.field("/role", "required", "The role is 'admin' or 'member'.");
        }
        var subject = named(userId, caller);
        return roster.setRole(id, caller.id(), subject, role)
                .then(Mono.defer(() -> one(id, caller.id(), subject)));
    }

    @PatchMapping("/me")
    Mono<ParticipantView> prefer(Caller caller, @PathVariable String id, @RequestBody Preferences.Wanted body) {
        return preferences.change(id, caller.id(), body).then(Mono.defer(() -> one(id, caller.id(), caller.id())));
    }

    @DeleteMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(Caller caller, @PathVariable String id, @PathVariable String userId) {
        return roster.remove(id, caller.id(), named(userId, caller));
    }

    private Mono<ParticipantView> one(String id, String caller, String userId) {
        return memberships.seat(id, caller)
                .flatMap(seat -> memberships.in(seat.room(), List.of(userId))
                        .mapNotNull(people -> people.get(userId))
                        .map(participant -> view(seat.room(), participant, caller)))
                .switchIfEmpty(Mono.error(Rules::participantNotFound));
    }

    private Mono<ParticipantView.Page> page(Seat seat, String after, int size) {
        var room = seat.room();
        var caller = seat.participant().userId();
        return memberships.page(room, after, size + 1)
                .collectList()
                .map(people -> new ParticipantView.Page(
                        people.stream().limit(size).map(participant -> view(room, participant, caller)).toList(),
                        people.size() > size ? cursor(people.get(size - 1)) : null));
    }

    private ParticipantView view(Room room, Participant participant, String caller) {
        return ParticipantView.of(room, participant, caller, reading.isShared(room.memberCount()));
    }

    private static String cursor(Participant last) {
        return Cursor.of(list(last.roomId()), last.userId());
    }

    private static String list(String roomId) {
        return "participants/" + roomId;
    }

    private static String named(String userId, Caller caller) {
        return userId.equals("me") ? caller.id() : userId;
    }

    /** The body that lets somebody in, as a member unless it says otherwise. */
    record NewParticipant(@Nullable String userId, @Nullable Role role) {}

    /** The body that gives somebody a role. */
    record NewRole(@Nullable Role role) {}
}
