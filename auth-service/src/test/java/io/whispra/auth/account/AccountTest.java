package io.whispra.auth.account;

import java.time.Instant;

import io.whispra.auth.account.Account.Cause;
import io.whispra.auth.account.Account.Status;
import io.whispra.auth.account.Account.Unsettled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccountTest {

    @Test
    void sessionsOfOlderCredentialsAreNotAdmitted() {
        assertThat(account(Status.ACTIVE, null).admits("s", 2)).isTrue();
        assertThat(account(Status.ACTIVE, null).admits("s", 3)).isTrue();
        assertThat(account(Status.ACTIVE, null).admits("s", 1)).isFalse();
    }

    @Test
    void theOneThatIsKeptIsAdmittedAlsoBeforeItHasTheNewCredentials() {
        var unsettled = new Unsettled(Cause.PASSWORD, "kept");
        assertThat(account(Status.ACTIVE, unsettled).admits("kept", 1)).isTrue();
        assertThat(account(Status.ACTIVE, unsettled).admits("another", 1)).isFalse();
        assertThat(account(Status.ACTIVE, new Unsettled(Cause.DISABLED, null)).admits("another", 1)).isFalse();
    }

    @Test
    void anAccountThatIsNotActiveAdmitsNobody() {
        assertThat(account(Status.DISABLED, null).admits("s", 2)).isFalse();
        assertThat(account(Status.DELETED, new Unsettled(Cause.PASSWORD, "kept")).admits("kept", 2)).isFalse();
    }

    @Test
    void nothingOfAnAccountIsPrintedButItsId() {
        assertThat(account(Status.ACTIVE, null)).hasToString("Account[id]");
    }

    private static Account account(Status status, @Nullable Unsettled unsettled) {
        var opened = Account.open(new DisplayName("Ada"), new EmailAddress("ada@example.org"), "hash",
                Instant.parse("2026-01-01T00:00:00Z"));
        return new Account("id", opened.name(), opened.nameKey(), opened.email(), opened.passwordHash(),
                opened.createdAt(), status, 0, 2, null, unsettled, null, null);
    }
}
