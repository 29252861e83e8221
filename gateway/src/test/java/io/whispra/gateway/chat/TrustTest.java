package io.whispra.gateway.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import io.whispra.embedded.BadToken;
import io.whispra.gateway.hub.RecordingClient;
import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Which tokens are good, over HTTP and in a connection. */
class TrustTest extends OnChat {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @Autowired
    private Chat chat;

    @Autowired
    private Callers callers;

    @ParameterizedTest
    @EnumSource(BadToken.class)
    void t1_t2_t3_t4_t5_t6_t7_t18_badTokenIsRefusedOverHttpAndInAConnection(BadToken bad) {
        var token = issuer.token(bad);

        assertThat(status(token)).isEqualTo(401);
        assertThat(refusedConnect(token).type()).isEqualTo(ProblemType.UNAUTHENTICATED);
        assertThat(BadToken.fetches()).isZero();
    }

    @Test
    void t4_t18_tokenThatIsTooLongIsRefused() {
        var token = issuer.token(_ -> {}, header -> header.keyID("k".repeat(100_000)));

        assertThat(status(token)).isBetween(400, 499);
        assertThat(refusedConnect(token).type()).isEqualTo(ProblemType.UNAUTHENTICATED);
    }

    @Test
    void t9_rememberedTokenOfARevokedSessionIsRefusedWithinTwoSecondsOverHttpAndInAConnection() {
        var anna = user();
        var token = issuer.userToken(anna, "first");
        assertThat(status(token)).isEqualTo(200);
        people().sessionRevoked(anna, "first", "logout");

        Awaitility.await().atMost(AT_ONCE).until(() -> status(token) == 401);
        assertThat(refusedConnect(token).type()).isEqualTo(ProblemType.UNAUTHENTICATED);
        assertThat(refusal(callers.identify(token)).type()).as("as for auth.refresh")
                .isEqualTo(ProblemType.UNAUTHENTICATED);
        assertThat(status(issuer.userToken(anna, "second"))).isEqualTo(200);
    }

    @Test
    void t9_connectionThatWasJustBeingAdmittedIsRefusedToo() {
        var anna = user();
        people().sessionRevoked(anna, "raced-" + anna, "logout");
        Awaitility.await().atMost(AT_ONCE).until(() -> chat.revocations().isRevoked("raced-" + anna, anna));

        // Its token was checked a moment before the session was revoked.
        var caller = new Caller(anna, "raced-" + anna, "checked", Instant.now().plusSeconds(600));
        var refusal = catchThrowableOfType(Refusal.class,
                () -> ChatSession.enter(new RecordingClient(), caller, chat));

        assertThat(refusal.type()).isEqualTo(ProblemType.SESSION_REVOKED);
        assertThat(chat.sessions().of(anna)).isEmpty();
    }

    @Test
    void t8_connectionEndsWithItsTokenAndWhatItSaysThenIsNotPersisted() {
        var anna = user();
        var room = room();
        log.added(room, anna);
        var begun = Instant.now();
        var person = connectWith(issuer.token(claims -> claims.subject(anna)
                .claim("sid", "short")
                .expirationTime(Date.from(begun.plusSeconds(5)))));
        assertThat(person.ack("message.send", text(room, "early")).path("ok").asBoolean()).isTrue();

        Awaitility.await().atMost(Duration.ofSeconds(6)).until(() -> !person.client().byes().isEmpty());

        assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofSeconds(3));
        var bye = person.client().byes().getFirst();
        assertThat(bye.code()).isEqualTo(4401);
        assertThat(bye.problem().type()).isEqualTo(ProblemType.UNAUTHENTICATED);
        assertThat(bye.resumable()).isFalse();
        assertThat(person.refused("message.send", text(room, "late")).type()).isEqualTo(ProblemType.UNAUTHENTICATED);
        assertThat(log.head(room)).isEqualTo(2);
    }

    private static String text(String room, String content) {
        return "{\"roomId\":\"" + room + "\",\"clientId\":\"" + content + "\",\"type\":\"text\",\"content\":\""
                + content + "\"}";
    }

    private int status(String token) {
        return client().get()
                .uri("/api/v1/rooms")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }
}
