package io.whispra.auth.client;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The token endpoint of OAuth 2.0, for services. */
@RestController
class TokenApi {

    private final ClientCredentials clientCredentials;

    TokenApi(ClientCredentials clientCredentials) {
        this.clientCredentials = clientCredentials;
    }

    @PostMapping(path = "/api/v1/oauth/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<TokenAnswer>> token(ServerWebExchange exchange,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        return exchange.getFormData().map(form -> answer(clientCredentials.grant(authorization, form)));
    }

    private static ResponseEntity<TokenAnswer> answer(TokenAnswer answer) {
        return switch (answer) {
            case TokenAnswer.Granted granted -> noStore(HttpStatus.OK).body(granted);
            case TokenAnswer.InvalidClient refused -> noStore(HttpStatus.UNAUTHORIZED)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"whispra\"")
                    .body(refused);
            case TokenAnswer.Refused refused -> noStore(HttpStatus.BAD_REQUEST).body(refused);
        };
    }

    private static ResponseEntity.BodyBuilder noStore(HttpStatus status) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.PRAGMA, "no-cache");
    }
}
