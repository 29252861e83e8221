package io.whispra.auth.token;

import java.util.Optional;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import io.whispra.auth.startup.CannotStart;
import io.whispra.auth.startup.ProvidedFile;
import org.jspecify.annotations.Nullable;

/**
 * The RSA keys of this installation, from a JWK set file (RFC 7517) that is read again when it changes. The first one signs and
 * must be private; all are published and verify, so a key is announced before it signs and is kept until its last token has
 * expired.
 */
public final class SigningKeys {

    private final ProvidedFile<KeySet> file;

    SigningKeys(ProvidedFile<KeySet> file) {
        this.file = file;
    }

    /** @throws CannotStart if the file is missing, unreadable, or holds anything but usable RSA keys */
    static ProvidedFile<KeySet> read(String path) {
        if (path.isBlank()) {
            throw new CannotStart("SIGNING_KEYS is not set; expected the path of a JWK set with private RSA keys"
                    + " (--generate-signing-keys=<path> makes one)");
        }
        return ProvidedFile.read("SIGNING_KEYS", path, KeySet::parse);
    }

    /** The public key of this id, if it is one of ours. */
    public Optional<JWK> verifying(@Nullable String keyId) {
        return file.current().verifying(keyId);
    }

    /** A token with these claims, of the type `at+jwt`. */
    String sign(JWTClaimsSet claims) {
        return file.current().sign(claims);
    }

    /** What everybody may know, as a JWK set. */
    String published() {
        return file.current().published();
    }
}
