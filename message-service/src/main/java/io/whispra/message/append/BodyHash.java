package io.whispra.message.append;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A fingerprint of what was asked for: SHA-256 of its JSON as this service writes it, base64url. */
@Component
public class BodyHash {

    private final JsonMapper json;

    BodyHash(JsonMapper json) {
        this.json = json;
    }

    /** The same for equal requests, whatever order or spacing they came in. */
    public String of(Object request) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256().digest(json.writeValueAsBytes(request)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
