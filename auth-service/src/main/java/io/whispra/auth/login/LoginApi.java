package io.whispra.auth.login;

import io.whispra.auth.session.Device;
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
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The way in. */
@RestController
@RequestMapping("/api/v1/auth")
class LoginApi {

    private final Registration registration;
    private final Login login;
    private final SignIns signIns;
    private final RefreshCookie cookie;

    LoginApi(Registration registration, Login login, SignIns signIns, RefreshCookie cookie) {
        this.registration = registration;
        this.login = login;
        this.signIns = signIns;
        this.cookie = cookie;
    }

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SignedIn> register(@RequestBody Registration.Form form, ClientAddress from, ServerWebExchange exchange,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent) {
        var keeping = keeping(form.cookie(), exchange);
        return registration.register(form, from)
                .flatMap(account -> signIns.open(account, new Device(userAgent, from.text())))
                .map(keeping::handOver);
    }

    @PostMapping("/login")
    Mono<SignedIn> logIn(@RequestBody Login.Form form, ClientAddress from, ServerWebExchange exchange,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent) {
        var keeping = keeping(form.cookie(), exchange);
        return login.logIn(form, from)
                .flatMap(account -> signIns.open(account, new Device(userAgent, from.text())))
                .map(keeping::handOver);
    }

    /** Who keeps the refresh token. */
    private interface Keeping {
        SignedIn handOver(Admission admission);
    }

    private Keeping keeping(@Nullable Boolean inCookie, ServerWebExchange exchange) {
        if (inCookie == null || !inCookie) {
            return SignedIn::whole;
        }
        cookie.refuseForeign(exchange);
        return admission -> {
            cookie.put(exchange, admission.grant());
            return SignedIn.withoutRefreshToken(admission);
        };
    }
}
