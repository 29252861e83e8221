package io.whispra.gateway.chat;

import io.whispra.gateway.problem.ProblemType;
import io.whispra.gateway.problem.Refusal;
import io.whispra.gateway.revocation.UserEvent;
import io.whispra.gateway.revocation.UserEvent.SessionRevoked;
import io.whispra.gateway.revocation.UserEvent.UserDeleted;
import io.whispra.gateway.revocation.UserEvent.UserUpdated;
import io.whispra.gateway.revocation.UserNews;
import io.whispra.gateway.socket.Bye;
import org.springframework.stereotype.Component;

/** What happens to people reaches the connections on this gateway: those of an ended session are closed, others are told. */
@Component
final class LivePeople implements UserNews {

    private final Sessions sessions;
    private final Profiles profiles;
    private final UserNotices notices;

    LivePeople(Sessions sessions, Profiles profiles, UserNotices notices) {
        this.sessions = sessions;
        this.profiles = profiles;
        this.notices = notices;
    }

    @Override
    public void heard(UserEvent event) {
        switch (event) {
            case SessionRevoked revoked -> revoke(revoked);
            case UserDeleted deleted -> {
                sessions.of(deleted.userId()).forEach(session -> session.close(disabled()));
                profiles.tell(deleted.userId(), notices.deleted(deleted));
            }
            case UserUpdated updated -> profiles.tell(updated.userId(), notices.updated(updated));
        }
    }

    private void revoke(SessionRevoked revoked) {
        var told = notices.revoked(revoked);
        for (var session : sessions.of(revoked.userId())) {
            if (session.caller().sid().equals(revoked.sessionId())) {
                session.close(revoked.account() ? disabled() : ended());
            } else {
                session.listener().emit(told);
            }
        }
    }

    private static Bye ended() {
        return Bye.of(new Refusal(ProblemType.SESSION_REVOKED, "The session was ended."));
    }

    private static Bye disabled() {
        return Bye.of(new Refusal(ProblemType.ACCOUNT_DISABLED, "The account was disabled or deleted."));
    }
}
