package io.whispra.room.rooms;

import java.net.URI;

import io.whispra.room.membership.Memberships;
import io.whispra.room.page.Cursor;
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
@RequestMapping("/api/v1/rooms")
class RoomController {

    private final Founding founding;
    private final MyRooms myRooms;
    private final Memberships memberships;
    private final Upkeep upkeep;
    private final Bounds bounds;

    RoomController(Founding founding, MyRooms myRooms, Memberships memberships, Upkeep upkeep, Bounds bounds) {
        this.founding = founding;
        this.myRooms = myRooms;
        this.memberships = memberships;
        this.upkeep = upkeep;
        this.bounds = bounds;
    }

    @GetMapping
    Mono<ResponseEntity<RoomPage>> mine(Caller caller,
            @RequestParam(required = false) @Nullable Boolean archived,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return myRooms.page(caller.id(), archived, cursor, bounds.pages().size(limit))
                .map(page -> Cursor.page(page, page.next(), archived == null ? "" : "archived=" + archived + "&"));
    }

    @PostMapping
    Mono<ResponseEntity<RoomView>> group(Caller caller, @RequestBody NewRoom body) {
        return founding.group(body.accept(caller.id(), bounds.rooms()), caller)
                .flatMap(founded -> founded(founded, caller));
    }

    @PutMapping("/private/{userId}")
    Mono<ResponseEntity<RoomView>> ofTwo(Caller caller, @PathVariable String userId) {
        return founding.ofTwo(userId, caller).flatMap(founded -> founded(founded, caller));
    }

    @GetMapping("/{id}")
    Mono<RoomView> one(Caller caller, @PathVariable String id) {
        return memberships.seat(id, caller.id()).map(RoomView::of);
    }

    @PatchMapping("/{id}")
    Mono<RoomView> update(Caller caller, @PathVariable String id, @RequestBody NewSettings body) {
        return upkeep.update(caller, id, body).then(Mono.defer(() -> one(caller, id)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(Caller caller, @PathVariable String id) {
        return upkeep.delete(caller, id);
    }

    private Mono<ResponseEntity<RoomView>> founded(Founding.Founded founded, Caller caller) {
        var id = founded.room().id();
        var answer = founded.isNew()
                ? ResponseEntity.created(URI.create("/api/v1/rooms/" + id))
                : ResponseEntity.status(HttpStatus.OK);
        return one(caller, id).map(answer::body);
    }
}
