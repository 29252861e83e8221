package io.whispra.message.send;

import java.security.Principal;

import io.whispra.message.entry.Current;
import io.whispra.message.entry.Quote;
import io.whispra.message.rate.Rates;
import io.whispra.message.send.Sending.Acknowledged;
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
    private final Writing writing;
    private final Rates rates;

    SendController(Sending sending, Writing writing, Rates rates) {
        this.sending = sending;
        this.writing = writing;
        this.rates = rates;
    }

    private record Acknowledgement(Current message, boolean duplicate) {}

    @PostMapping("/api/v1/rooms/{roomId}/messages")
    Mono<ResponseEntity<?>> send(Principal caller,
            @PathVariable String roomId,
            @RequestBody SendRequest request) {
        rates.count(caller.getName());
        return Mono.defer(() -> sending.send(roomId, caller.getName(), Message.of(request, writing)))
                .map(SendController::answer);
    }

    private static ResponseEntity<?> answer(Acknowledged acknowledged) {
        var appended = acknowledged.appended();
        var quoted = appended.entry().replyTo() == null ? null : acknowledged.quoted();
        var message = new Current(appended.entry(), quoted == null ? null : Quote.of(quoted));
        return ResponseEntity.status(appended.duplicate() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(new Acknowledgement(message, appended.duplicate()));
    }
}
