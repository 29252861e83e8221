package io.whispra.auth.credential;

import java.util.Objects;

import io.whispra.auth.Answer;
import io.whispra.auth.Api;
import io.whispra.auth.RunningService;
import io.whispra.auth.account.Account;
import io.whispra.auth.account.Accounts;
import io.whispra.auth.password.Password;
import io.whispra.auth.password.PasswordRules;
import io.whispra.auth.secret.Secret;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordTest extends RunningService {

    private static final String NEXT = "a louder zebra";

    @Autowired
    Accounts accounts;

    @Autowired
    Credentials credentials;

    @Autowired
    Settlement settlement;

    @Autowired
    PasswordRules rules;

    @Test
    void t9_aNewPasswordEndsAllOtherSessions() {
        var phone = api.newPerson();
        var desk = api.again(phone);

        assertThat(change(desk, Api.PASSWORD, NEXT).status()).isEqualTo(204);

        assertThat(api.refresh(phone.text("/refreshToken")).code()).isEqualTo("session-ended");
        assertThat(api.refresh(desk.text("/refreshToken")).status()).isEqualTo(200);
        assertRevoked(phone.sid(), "password");
        assertThat(api.again(phone).code()).isEqualTo("bad-credentials");
        assertThat(api.logIn(phone.text("/user/email"), NEXT).status()).isEqualTo(200);
        assertThat(told(phone.text("/user/id"))).hasSize(1);
    }

    @Test
    void theSessionThatChangedItGoesOnThroughTheNextChangeToo() {
        var phone = api.newPerson();
        change(phone, Api.PASSWORD, NEXT);
        var desk = api.logIn(phone.text("/user/email"), NEXT);
        assertThat(change(phone, NEXT, Api.PASSWORD).status()).isEqualTo(204);
        assertThat(api.refresh(desk.text("/refreshToken")).status()).isEqualTo(401);
        assertThat(api.refresh(phone.text("/refreshToken")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not the password", "\\ud800", "A QUIET HORSE"})
    void aWrongPasswordChangesNothing(String wrong) {
        var phone = api.newPerson();
        var desk = api.again(phone);
        var answer = change(desk, wrong, NEXT);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("wrong-password");
        assertThat(api.refresh(phone.text("/refreshToken")).status()).isEqualTo(200);
        assertThat(api.again(phone).status()).isEqualTo(200);
    }

    @Test
    void t20_theNewPasswordFollowsTheRules() {
        var phone = api.newPerson();
        var answer = change(phone, Api.PASSWORD, "x".repeat(7));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/newPassword");
        assertThat(answer.text("/errors/0/code")).isEqualTo("too-short");
        var guessed = change(phone, Api.PASSWORD, "passwordpassword");
        assertThat(guessed.text("/errors/0/pointer") + guessed.text("/errors/0/code"))
                .isEqualTo("/newPasswordtoo-common");
        assertThat(change(phone, Api.PASSWORD, "ada example 1").text("/errors/0/code")).isEqualTo("too-common");
        var empty = api.put("/api/v1/me/password", phone.text("/accessToken"), "{}");
        assertThat(empty.json().at("/errors").valueStream().map(error -> error.at("/pointer").asString()))
                .containsExactly("/currentPassword", "/newPassword");
    }

    @Test
    void ofTwoChangesAtOnceOneIsMade() {
        var phone = api.newPerson();
        var answers = Objects.requireNonNull(Flux.range(0, 8)
                .flatMap(i -> Mono.fromCallable(() -> change(phone, Api.PASSWORD, NEXT + i))
                        .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic()), 8)
                .collectList()
                .block());
        assertThat(answers).filteredOn(answer -> answer.status() == 204).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() != 204).hasSize(7)
                .extracting(Answer::code).containsOnly("wrong-password");
    }

    @Test
    void t9_anInstanceThatDiesAfterTheChangeLeavesNoSessionToItsHolder() {
        var phone = api.newPerson();
        var desk = api.again(phone);
        var changed = changedAndDied(phone, desk.sid());

        // Before anybody has redone it:
        assertThat(api.refresh(phone.text("/refreshToken")).code()).isEqualTo("session-ended");
        assertThat(api.refresh(desk.text("/refreshToken")).status()).isEqualTo(200);

        assertRevoked(phone.sid(), "password");
        Awaitility.await().untilAsserted(() -> assertThat(account(changed.id()).unsettled()).isNull());
        assertThat(api.refresh(desk.text("/refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void redoneByManyAtOnceItIsAsDoneOnce() {
        var phone = api.newPerson();
        var desk = api.again(phone);
        var changed = changedAndDied(phone, desk.sid());

        Flux.range(0, 10).flatMap(_ -> settlement.settle(changed), 10).blockLast();

        assertRevoked(phone.sid(), "password");
        assertThat(told(phone.text("/user/id"))).hasSize(1);
        assertThat(api.refresh(desk.text("/refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void aRedoThatComesLateTakesNoLaterMarkAway() {
        var phone = api.newPerson();
        var desk = api.again(phone);
        var first = changedAndDied(phone, desk.sid());
        var later = api.logIn(phone.text("/user/email"), NEXT);
        var second = Objects.requireNonNull(
                credentials.replacePassword(first, hash(Api.PASSWORD), later.sid()).block());

        credentials.settled(first).block();
        assertThat(account(phone.text("/user/id")).unsettled()).isEqualTo(second.unsettled());
        settlement.settle(first).block();
        settlement.settle(second).block();

        assertThat(api.refresh(desk.text("/refreshToken")).status()).isEqualTo(401);
        assertThat(api.refresh(later.text("/refreshToken")).status()).isEqualTo(200);
    }

    @Test
    void aPasswordThatChangedMeanwhileIsNotReplaced() {
        var phone = api.newPerson();
        var proven = account(phone.text("/user/id"));
        change(phone, Api.PASSWORD, NEXT);
        StepVerifier.create(credentials.replacePassword(proven, "x", phone.sid())).verifyComplete();
        StepVerifier.create(credentials.delete(proven)).verifyComplete();
    }

    /** All that an instance does until it dies right after the one write. */
    private Account changedAndDied(Answer person, String keptId) {
        return Objects.requireNonNull(
                credentials.replacePassword(account(person.text("/user/id")), hash(NEXT), keptId).block());
    }

    private String hash(String password) {
        return Objects.requireNonNull(rules.hash("/password", Password.of(Secret.of(password)).orElseThrow()).block());
    }

    private Account account(String id) {
        return Objects.requireNonNull(accounts.find(id).block());
    }

    private Answer change(Answer person, String current, String next) {
        return api.put("/api/v1/me/password", person.text("/accessToken"), """
                {"currentPassword": "%s", "newPassword": "%s"}""".formatted(current, next));
    }
}
