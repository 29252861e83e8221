package io.whispra.message.change;

import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.LongFunction;

import io.whispra.message.change.Changing.Changed;
import io.whispra.message.change.Changing.Wanted;
import io.whispra.message.entry.EntryData.MessageChange;
import io.whispra.message.entry.EntryData.MessageDeleted;
import io.whispra.message.entry.EntryData.MessageEdited;
import io.whispra.message.entry.EntryData.ReactionAdded;
import io.whispra.message.entry.EntryData.ReactionRemoved;
import io.whispra.message.entry.EntryId;
import io.whispra.message.fold.Reads;
import io.whispra.message.problem.ProblemType;
import io.whispra.message.problem.Refusal;
import io.whispra.message.problem.Refusal.FieldError;
import io.whispra.message.rate.Rates;
import io.whispra.message.send.Writing;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import static java.util.Objects.requireNonNullElse;

@RestController
@RequestMapping("/api/v1/rooms/{roomId}/messages/{seq}")
class ChangeController {

    private final Changing changing;
    private final Writing writing;
    private final Rates rates;

    ChangeController(Changing changing, Writing writing, Rates rates) {
        this.changing = changing;
        this.writing = writing;
        this.rates = rates;
    }

    /** An edit as a client asks for it. Nothing is checked yet; all may be absent. */
    record EditRequest(@Nullable String clientId, @Nullable String content,
            @Nullable List<@Nullable String> mentions) {}

    @PatchMapping
    Mono<Changed> edit(Principal caller, @PathVariable String roomId, @PathVariable String seq,
            @RequestBody EditRequest request) {
        rates.count(caller.getName());
        var errors = new ArrayList<FieldError>();
        writing.content(request.content(), errors);
        writing.mentions(request.mentions(), errors);
        return change(new Asked(caller, roomId, seq, request.clientId()), errors,
                message -> new MessageEdited(message, request.content(), distinct(request.mentions())));
    }

    @DeleteMapping
    Mono<Changed> delete(Principal caller, @PathVariable String roomId, @PathVariable String seq,
            @RequestParam(required = false) @Nullable String clientId) {
        return change(new Asked(caller, roomId, seq, clientId), new ArrayList<>(), MessageDeleted::new);
    }

    @PutMapping("/reactions/{emoji}")
    Mono<Changed> react(Principal caller, @PathVariable String roomId, @PathVariable String seq,
            @PathVariable String emoji, @RequestParam(required = false) @Nullable String clientId) {
        return reaction(new Asked(caller, roomId, seq, clientId), emoji, ReactionAdded::new);
    }

    @DeleteMapping("/reactions/{emoji}")
    Mono<Changed> takeBack(Principal caller, @PathVariable String roomId, @PathVariable String seq,
            @PathVariable String emoji, @RequestParam(required = false) @Nullable String clientId) {
        return reaction(new Asked(caller, roomId, seq, clientId), emoji, ReactionRemoved::new);
    }

    /** By whom, about which message; as it came. */
    private record Asked(Principal caller, String roomId, String seq, @Nullable String clientId) {}

    private Mono<Changed> reaction(Asked asked, String emoji, BiFunction<Long, String, MessageChange> reaction) {
        rates.count(asked.caller().getName());
        var errors = new ArrayList<FieldError>();
        if (!Emoji.isEmoji(emoji)) {
            errors.add(new FieldError("/emoji", "invalid"));
        }
        return change(asked, errors, message -> reaction.apply(message, emoji));
    }

    private Mono<Changed> change(Asked asked, List<FieldError> errors, LongFunction<MessageChange> change) {
        var clientId = asked.clientId();
        writing.clientId(clientId, errors);
        if (!EntryId.isPublicId(asked.roomId())) {
            return Mono.error(Reads.roomNotFound());
        }
        if (!EntryId.isSeq(asked.seq())) {
            return Mono.error(new Refusal(ProblemType.MESSAGE_NOT_FOUND, "A message's seq is a positive number."));
        }
        if (clientId == null || !errors.isEmpty()) {
            return Mono.error(Refusal.fields(errors));
        }
        return changing.change(new Wanted(asked.roomId(), asked.caller().getName(), clientId,
                change.apply(Long.parseLong(asked.seq()))));
    }

    private static List<String> distinct(@Nullable List<@Nullable String> ids) {
        var present = requireNonNullElse(ids, List.<@Nullable String>of()).stream().filter(Objects::nonNull).toList();
        return List.copyOf(new LinkedHashSet<>(present));
    }
}
