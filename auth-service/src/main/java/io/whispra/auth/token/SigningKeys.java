package io.whispra.auth.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.whispra.auth.startup.CannotStart;
import io.whispra.auth.startup.Prerequisite;
import org.jspecify.annotations.Nullable;

/**
 * The RSA keys of this installation, from a JWK set file (RFC 7517). The first one signs and must be private; all are
 * published and verify, so a key is announced before it signs and is kept until its last token has expired.
 */
public final class SigningKeys implements Prerequisite {

    /** Fewer bits are refused (RFC 7518, section 3.3). */
    public static final int MIN_BITS = 2048;

    private static final long MAX_FILE_BYTES = 256 * 1024;

    private final List<RSAKey> keys;

    private SigningKeys(List<RSAKey> keys) {
        this.keys = keys;
    }

    /** @throws CannotStart if the file is missing, unreadable, or holds anything but usable RSA keys */
    static SigningKeys read(String file) {
        if (file.isBlank()) {
            throw new CannotStart("SIGNING_KEYS is not set; expected the path of a JWK set with private RSA keys"
                    + " (--generate-signing-keys=<path> makes one)");
        }
        var keys = parse(file).getKeys().stream().map(key -> usable(file, key)).toList();
        if (keys.isEmpty() || !keys.getFirst().isPrivate()) {
            throw refused(file, "its first key must be a private RSA key");
        }
        var ids = new HashSet<String>();
        for (var key : keys) {
            if (!ids.add(key.getKeyID())) {
                throw refused(file, "the kid '" + key.getKeyID() + "' is there twice");
            }
        }
        return new SigningKeys(keys);
    }

    /** The key that signs. */
    RSAKey signing() {
        return keys.getFirst();
    }

    /** The public key of this id, if it is one of ours. */
    public Optional<JWK> verifying(@Nullable String keyId) {
        return keys.stream().filter(key -> key.getKeyID().equals(keyId)).findFirst().map(RSAKey::toPublicJWK);
    }

    /** What everybody may know. */
    JWKSet published() {
        return new JWKSet(keys.stream().<JWK>map(RSAKey::toPublicJWK).toList());
    }

    private static JWKSet parse(String file) {
        try {
            var path = Path.of(file);
            if (Files.size(path) > MAX_FILE_BYTES) {
                throw refused(file, "it is larger than " + MAX_FILE_BYTES + " bytes");
            }
            return JWKSet.parse(Files.readString(path));
        } catch (NoSuchFileException _) {
            throw refused(file, "there is no such file (--generate-signing-keys=<path> makes one)");
        } catch (IOException _) {
            throw refused(file, "it cannot be read");
        } catch (ParseException _) {
            throw refused(file, "it is not a JWK set, {\"keys\": [...]}");
        }
    }

    private static RSAKey usable(String file, JWK key) {
        var id = key.getKeyID();
        if (id == null || id.isBlank()) {
            throw refused(file, "a key has no kid");
        }
        if (!(key instanceof RSAKey rsa) || rsa.size() < MIN_BITS) {
            throw refused(file, "the key '" + id + "' is not an RSA key of " + MIN_BITS + " bits or more");
        }
        var use = Optional.ofNullable(rsa.getKeyUse()).orElse(KeyUse.SIGNATURE);
        var algorithm = Optional.ofNullable(rsa.getAlgorithm()).orElse(JWSAlgorithm.RS256);
        if (!KeyUse.SIGNATURE.equals(use) || !JWSAlgorithm.RS256.equals(algorithm)) {
            throw refused(file, "the key '" + id + "' is not for signing with RS256");
        }
        return new RSAKey.Builder(rsa).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256).build();
    }

    private static CannotStart refused(String file, String reason) {
        return new CannotStart("SIGNING_KEYS=" + file + ": " + reason);
    }
}
