package io.whispra.auth.login;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The refresh token of browsers.
 *
 * @param name    of the cookie; with the prefix `__Host-` browsers keep it only from this host, over HTTPS or from localhost
 * @param origins besides the issuer's from which a browser may use it, as `https://chat.example.org`
 */
@ConfigurationProperties("whispra.cookie")
record CookieProperties(@DefaultValue("__Host-whispra-refresh") String name, @DefaultValue List<String> origins) {

    CookieProperties {
        origins = origins.stream().map(String::strip).toList();
        if (name.isBlank()) {
            throw new IllegalArgumentException("whispra.cookie.name must not be empty");
        }
        for (var origin : origins) {
            if (!origin.matches("https?://[^/\\s]+")) {
                throw new IllegalArgumentException(
                        "whispra.cookie.origins: expected origins as https://chat.example.org, not '" + origin + "'");
            }
        }
    }
}
