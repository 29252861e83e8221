package io.whispra.auth.token;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys, for everybody who checks tokens. */
@RestController
class JwksApi {

    private final SigningKeys keys;
    private final CacheControl cacheControl;

    JwksApi(SigningKeys keys, TokenProperties properties) {
        this.keys = keys;
        this.cacheControl = CacheControl.maxAge(properties.jwksMaxAge()).cachePublic();
    }

    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<String> keys() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(cacheControl)
                .body(keys.published());
    }
}
