package io.whispra.gateway.chat;

import java.util.LinkedHashMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.upstream.MessageService;
import io.whispra.gateway.upstream.Target;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What happens to messages after they were sent, each as the REST resource of the message service means it. */
@Configuration(proxyBeanMethods = false)
class Changes {

    /** What may stand in a path when it is percent-encoded; whether it is an emoji is for the message service to say. */
    private static final Pattern EMOJI = Pattern.compile("[0-9#*\\x{80}-\\x{10FFFF}]{1,32}");

    @Bean("message.edit")
    Action editMessage(MessageService messages, JsonMapper json) {
        return (session, payload) -> {
            Content.check(payload);
            var target = target(payload);
            var change = new LinkedHashMap<String, Object>();
            change.put("clientId", target.clientId());
            change.put("content", payload.text("content"));
            if (payload.has("mentions")) {
                change.put("mentions", payload.json().get("mentions"));
            }
            return messages.edit(target, session.caller().token(), json.writeValueAsBytes(change));
        };
    }

    @Bean("message.delete")
    Action deleteMessage(MessageService messages) {
        return (session, payload) -> messages.delete(target(payload), session.caller().token());
    }

    @Bean("reaction.add")
    Action addReaction(MessageService messages) {
        return reaction((session, reaction) -> messages.react(reaction.target(), reaction.emoji(), session.caller()
                .token()));
    }

    @Bean("reaction.remove")
    Action removeReaction(MessageService messages) {
        return reaction((session, reaction) -> messages.takeBack(reaction.target(), reaction.emoji(), session.caller()
                .token()));
    }

    private record Reaction(Target target, String emoji) {}

    private static Action reaction(BiFunction<ChatSession, Reaction, Mono<byte[]>> request) {
        return (session, payload) -> request.apply(session, new Reaction(target(payload), emoji(payload)));
    }

    private static Target target(Payload payload) {
        return new Target(payload.id("roomId"), payload.entry("seq"), payload.id("clientId"));
    }

    private static String emoji(Payload payload) {
        var emoji = payload.text("emoji");
        if (!EMOJI.matcher(emoji).matches()) {
            throw Refusal.field("/emoji", "invalid", "emoji is no emoji.");
        }
        return emoji;
    }
}
