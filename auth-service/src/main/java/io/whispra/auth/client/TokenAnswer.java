package io.whispra.auth.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.whispra.auth.secret.Secret;

/** What the token endpoint answers, in the form of RFC 6749. */
sealed interface TokenAnswer {

    /** Section 5.1; `expires_in` in seconds. */
    record Granted(@JsonProperty("access_token") Secret accessToken, @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn, String scope) implements TokenAnswer {}

    /** Section 5.2, 401: nobody knows this client, or the secret is another. */
    record InvalidClient(String error, @JsonProperty("error_description") String description) implements TokenAnswer {
        InvalidClient() {
            this("invalid_client", "Expected the id and the secret of a known client, with HTTP Basic.");
        }
    }

    /** Section 5.2, 400. */
    record Refused(String error, @JsonProperty("error_description") String description) implements TokenAnswer {}
}
