package io.whispra.auth.session;

import java.time.Duration;
import java.util.Objects;

import io.whispra.auth.Answer;
import io.whispra.auth.Api;
import io.whispra.auth.RunningService;
import io.whispra.auth.event.EndReason;
import io.whispra.auth.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

class SessionTest extends RunningService {

    @Autowired
    ReactiveMongoTemplate mongo;

    @Autowired
    Sessions sessions;

    @Autowired
    SessionSweeper sweeper;

    @Autowired
    SessionProperties properties;

    @Test
    void t13_twentyRefreshesAtOnceLeaveOneLiveFamily() {
        var token = api.newPerson().text("/refreshToken");
        var answers = Objects.requireNonNull(
                Flux.range(0, 20).flatMap(_ -> api.refreshing(token), 20).collectList().block());
        assertThat(answers).hasSize(20).extracting(Answer::status).containsOnly(200);
        assertThat(answers).extracting(answer -> answer.text("/refreshToken")).containsOnly(
                answers.getFirst().text("/refreshToken"));
        StepVerifier.create(sessions.notEnded(answers.getFirst().text("/user/id"))).expectNextCount(1).verifyComplete();
        clock.advance(Duration.ofMinutes(5));
        assertThat(api.refresh(answers.getFirst().text("/refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void t13_ofTwoReplacementsOfOneTokenTheFirstIsStored() {
        var token = RefreshToken.parse(Secret.of(api.newPerson().text("/refreshToken"))).orElseThrow();
        var session = Objects.requireNonNull(sessions.find(token.sessionId()).block());
        var first = replaced(session, token);
        StepVerifier.create(sessions.rotate(first)).expectNext(first).verifyComplete();
        StepVerifier.create(sessions.rotate(replaced(session, token))).verifyComplete();
        StepVerifier.create(sessions.find(session.id())).expectNext(first).verifyComplete();
    }

    @Test
    void aSessionThatWasEndedInBetweenIsNotContinued() {
        var token = RefreshToken.parse(Secret.of(api.newPerson().text("/refreshToken"))).orElseThrow();
        var session = Objects.requireNonNull(sessions.find(token.sessionId()).block());
        sessions.end(session.id(), EndReason.LOGOUT, clock.instant()).block();
        StepVerifier.create(sessions.rotate(replaced(session, token))).verifyComplete();
    }

    @Test
    void t13_withinTheGraceALostAnswerIsGivenAgain() {
        var first = api.newPerson().text("/refreshToken");
        var lost = api.refresh(first);
        clock.advance(properties.grace().minusMillis(1));
        var again = api.refresh(first);
        assertThat(again.text("/refreshToken")).isEqualTo(lost.text("/refreshToken"));
        assertThat(api.get("/api/v1/me", again.text("/accessToken")).status()).isEqualTo(200);
    }

    @Test
    void t12_afterTheGraceAReplacedTokenEndsTheSession() {
        var first = api.newPerson().text("/refreshToken");
        var second = api.refresh(first).text("/refreshToken");
        clock.advance(properties.grace());
        assertThat(api.refresh(first).code()).isEqualTo("session-ended");
        assertThat(api.refresh(second).code()).isEqualTo("session-ended");
    }

    @Test
    void t12_anOlderTokenThanTheReplacedOneEndsTheSessionAtOnce() {
        var first = api.newPerson().text("/refreshToken");
        var second = api.refresh(first).text("/refreshToken");
        var third = api.refresh(second).text("/refreshToken");
        assertThat(api.refresh(first).status()).isEqualTo(401);
        assertThat(api.refresh(third).status()).isEqualTo(401);
    }

    @Test
    void aMadeUpTokenForAKnownSessionDoesNoHarm() {
        var token = api.newPerson().text("/refreshToken");
        var sessionId = token.substring(0, 22);
        var madeUp = sessionId + "A".repeat(token.length() - sessionId.length());
        assertThat(api.refresh(madeUp).code()).isEqualTo("session-ended");
        assertThat(api.logOut(madeUp).status()).isEqualTo(204);
        assertThat(api.refresh(token).status()).isEqualTo(200);
    }

    @Test
    void oneSessionsEndLeavesTheOthersAlone() {
        var phone = api.newPerson();
        var desk = api.logIn(phone.text("/user/email"), Api.PASSWORD).text("/refreshToken");
        api.logOut(phone.text("/refreshToken"));
        assertThat(api.refresh(phone.text("/refreshToken")).status()).isEqualTo(401);
        assertThat(api.refresh(desk).status()).isEqualTo(200);
    }

    @Test
    void aReplacedTokenLogsOutToo() {
        var first = api.newPerson().text("/refreshToken");
        var second = api.refresh(first).text("/refreshToken");
        clock.advance(Duration.ofHours(1));
        api.logOut(first);
        assertThat(api.refresh(second).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64url at all!", "\\u0000", "\\ud800"})
    void logoutTellsNothing(String token) {
        assertThat(api.logOut(token).status()).isEqualTo(204);
        assertThat(api.refresh(token).code()).isEqualTo("session-ended");
    }

    @Test
    void logoutTwiceIsLogoutOnce() {
        var token = api.newPerson().text("/refreshToken");
        assertThat(api.logOut(token).status()).isEqualTo(204);
        assertThat(api.logOut(token).status()).isEqualTo(204);
    }

    @Test
    void aSessionThatIsNotUsedEnds() {
        var token = api.newPerson().text("/refreshToken");
        clock.advance(properties.idle().minusMillis(1));
        var next = api.refresh(token).text("/refreshToken");
        clock.advance(properties.idle());
        assertThat(api.refresh(next).status()).isEqualTo(401);
    }

    @Test
    void aSessionEndsHoweverMuchItIsUsed() {
        var token = api.newPerson().text("/refreshToken");
        var step = properties.idle().dividedBy(2);
        for (var age = step; age.compareTo(properties.lifetime()) < 0; age = age.plus(step)) {
            clock.advance(step);
            token = api.refresh(token).text("/refreshToken");
        }
        clock.advance(step);
        assertThat(api.refresh(token).status()).isEqualTo(401);
    }

    @Test
    void theStoreHasNothingThatOpensASession() {
        var person = api.newPerson();
        var first = person.text("/refreshToken");
        var second = api.refresh(first).text("/refreshToken");
        var stored = Objects.requireNonNull(
                mongo.findOne(query(where("userId").is(person.text("/user/id"))), String.class, "sessions").block());
        for (var token : new String[]{first, second}) {
            assertThat(stored).doesNotContain(token).doesNotContain(token.substring(22, 43))
                    .doesNotContain(token.substring(43));
        }
    }

    @Test
    void expiredSessionsAreSweptAndOthersStay() {
        var going = api.newPerson().text("/user/id");
        clock.advance(properties.idle().plusMillis(1));
        var staying = api.newPerson().text("/user/id");
        assertThat(sweeper.sweep().block()).isPositive();
        StepVerifier.create(sessionsOf(going)).verifyComplete();
        StepVerifier.create(sessionsOf(staying)).expectNextCount(1).verifyComplete();
    }

    @Test
    void theSweeperRuns() {
        assertThat(sweeper.isRunning()).isTrue();
    }

    private Session replaced(Session session, RefreshToken token) {
        return session.rotated(token, RefreshToken.newSalt(), clock.instant(), session.expiresAt());
    }

    private Flux<Session> sessionsOf(String userId) {
        return mongo.find(query(where("userId").is(userId)),
                Session.class);
    }
}
