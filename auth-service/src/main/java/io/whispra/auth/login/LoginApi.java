package io.whispra.auth.login;

import io.whispra.auth.problem.Refusal;
import io.whispra.auth.secret.Secret;
import io.whispra.auth.session.OpenSessions;
import io.whispra.auth.throttle.ClientAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The open door. */
@RestController
@RequestMapping("/api/v1/auth")
class LoginApi {

    private final Registration registration;
    private final Login login;
    private final SignIns signIns;
    private final OpenSessions sessions;

    LoginApi(Registration registration, Login login, SignIns signIns, OpenSessions sessions) {
        this.registration = registration;
        this.login = login;
        this.signIns = signIns;
        this.sessions = sessions;
    }

    /** Names a session by its token. */
    record SessionToken(@Nullable Secret refreshToken) {

        Secret required() {
            if (refreshToken == null) {
                throw Refusal.field("/refreshToken", "required", "A refresh token is required.");
            }
            return refreshToken;
        }
    }

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SignedIn> register(@RequestBody Registration.Form form, ClientAddress from,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent) {
        return registration.register(form, from).flatMap(account -> signIns.open(account, userAgent));
    }

    @PostMapping("/login")
    Mono<SignedIn> logIn(@RequestBody Login.Form form, ClientAddress from,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent) {
        return login.logIn(form, from).flatMap(account -> signIns.open(account, userAgent));
    }

    @PostMapping("/refresh")
    Mono<SignedIn> refresh(@RequestBody SessionToken token) {
        return signIns.refresh(token.required());
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> logOut(@RequestBody SessionToken token) {
        return sessions.end(token.required());
    }
}
