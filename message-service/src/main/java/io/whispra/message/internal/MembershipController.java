package io.whispra.message.internal;

import java.util.List;

import io.whispra.message.entry.EntryData.Role;
import io.whispra.message.entry.EntryId;
import io.whispra.message.epoch.Epoch;
import io.whispra.message.fold.Reads;
import io.whispra.message.fold.Reads.Answer;
import io.whispra.message.fold.Reads.JoinedRoom;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who is in which room, for services: always at the head of the room. */
@RestController
@RequestMapping("/internal/v1")
class MembershipController {

    private final Reads reads;
    private final Epoch epoch;

    MembershipController(Reads reads, Epoch epoch) {
        this.reads = reads;
        this.epoch = epoch;
    }

    record Member(String roomId, String userId, Role role, long fromSeq, long historyFrom, long headSeq, long number) {
        static Member of(Answer answer) {
            var view = answer.view();
            var membership = answer.membership();
            return new Member(view.roomId(), membership.userId(), membership.role(),
                    membership.fromSeq(view.seq()).orElseThrow(), membership.historyFrom(view.seq()), view.seq(),
                    view.number());
        }
    }

    record Room(String roomId, long headSeq, long number, long fromSeq, long historyFrom) {
        static Room of(JoinedRoom joined) {
            return new Room(joined.view().roomId(), joined.view().seq(), joined.view().number(), joined.fromSeq(),
                    joined.historyFrom());
        }
    }

    record Rooms(String epoch, List<Room> rooms) {}

    @GetMapping("/rooms/{roomId}/members/{userId}")
    Mono<Member> member(@PathVariable String roomId, @PathVariable String userId) {
        return EntryId.isPublicId(userId)
                ? reads.asMember(roomId, userId).map(Member::of).onErrorMap(MembershipController::isNoMember,
                        _ -> notAMember())
                : Mono.error(notAMember());
    }

    @GetMapping("/users/{userId}/rooms")
    Mono<Rooms> rooms(@PathVariable String userId) {
        var rooms = EntryId.isPublicId(userId) ? reads.roomsOf(userId) : Mono.just(List.<JoinedRoom>of());
        return Mono.zip(epoch.current(), rooms)
                .map(answer -> new Rooms(answer.getT1(), answer.getT2().stream().map(Room::of).toList()));
    }

    private static boolean isNoMember(Throwable error) {
        return error instanceof Refusal refusal && refusal.type() == ProblemType.ROOM_NOT_FOUND;
    }

    private static Refusal notAMember() {
        return new Refusal(ProblemType.NOT_A_MEMBER, "The user is not in the room.");
    }
}
