package io.whispra.auth.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A password or token on its way in or out: a string in JSON, and nothing to see in a log. */
public record Secret(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** In time that does not depend on where the two differ. */
    public boolean hasSha256(Sha256 expected) {
        var actual = Sha256.of(value.getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(actual.bytes(), expected.bytes());
    }

    @Override
    public String toString() {
        return "***";
    }
}
