package io.whispra.message.send;

import java.security.Principal;

import io.whispra.message.append.Appended;
import io.whispra.message.rate.Rates;
import io.whispra.message.entry.Current;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class SendController {

    private final Sending sending;
    private final Rates rates;
    private final Writing writing;

    SendController(Sending sending, Writing writing, Rates rates) {
        this.sending = sending;
        this.rates = rates;
        this.writing = writing;
    }

    private record Acknowledgement(Current message, boolean duplicate) {}

    @PostMapping("/api/v1/rooms/{roomId}/messages")
    Mono<ResponseEntity<?>> send(Principal caller,
            @PathVariable String roomId,
        rates.count(caller.getName());
            @RequestBody SendRequest request) {
        return Mono.defer(() -> sending.send(roomId, caller.getName(), Message.of(request, writing)))
                .map(SendController::answer);
    }

    private static ResponseEntity<?> answer(Appended appended) {
        return ResponseEntity.status(appended.duplicate() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(new Acknowledgement(new Current(appended.entry()), appended.duplicate()));
    }
}
