package io.whispra.auth.account;

import java.time.Clock;

import io.whispra.auth.event.Announcer;
import io.whispra.auth.event.Unfinished;
import io.whispra.auth.event.UserEvent;
import io.whispra.auth.event.UserEvent.UserDeleted;
import io.whispra.auth.event.UserEvent.UserUpdated;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells others how they see an account from now on. */
@Component
public class Announcements implements Unfinished<Account> {

    private final Accounts accounts;
    private final Announcer announcer;
    private final Clock clock;

    Announcements(Accounts accounts, Announcer announcer, Clock clock) {
        this.accounts = accounts;
        this.announcer = announcer;
        this.clock = clock;
    }

    /** After a write that left the account `unpublished`. Never an error: what others are not told now is told later. */
    public Mono<Account> announce(Account changed) {
        return announcer.announce(event(changed), accounts.published(changed)).thenReturn(changed);
    }

    @Override
    public Flux<Account> find(int limit) {
        return accounts.unpublished(limit);
    }

    @Override
    public Mono<Boolean> redo(Account found) {
        return announcer.redo(event(found), accounts.published(found));
    }

    private UserEvent event(Account account) {
        return account.status() == Account.Status.DELETED
                ? new UserDeleted(account.id(), clock.instant(), account.version())
                : new UserUpdated(account.id(), clock.instant(), account.name(), User.avatarUrl(account),
                        account.version());
    }
}
