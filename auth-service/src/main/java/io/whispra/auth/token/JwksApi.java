package io.whispra.auth.token;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys, for everybody who checks tokens. */
@RestController
class JwksApi {

    private final ResponseEntity<String> answer;

    JwksApi(SigningKeys keys, TokenProperties properties) {
        this.answer = ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.maxAge(properties.jwksMaxAge()).cachePublic())
                .body(keys.published().toString(true));
    }

    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<String> keys() {
        return answer;
    }
}
