package io.whispra.auth.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.whispra.auth.secret.Secret;
import io.whispra.auth.secret.Sha256;

/**
 * A refresh token. Opaque to clients; here it is the session's id (16 bytes), the family's secret (16), which all tokens of
 * the session share, and the token's own secret (32), in base64url. The family's secret tells an old token of ours, which
 * ends the session, from a made-up one, which does nothing.
 */
final class RefreshToken {

    private static final int ID_BYTES = 16;
    private static final int FAMILY_BYTES = 16;
    private static final int OWN_BYTES = 32;
    private static final int CHARACTERS = 86;
    private static final String MAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final UUID sessionId;
    private final byte[] family;
    private final byte[] own;

    private RefreshToken(UUID sessionId, byte[] family, byte[] own) {
        this.sessionId = sessionId;
        this.family = family;
        this.own = own;
    }

    /** The first token of a new session. */
    static RefreshToken first(UUID sessionId) {
        return new RefreshToken(sessionId, random(FAMILY_BYTES), random(OWN_BYTES));
    }

    /** Empty if it does not have the form of a token. */
    static Optional<RefreshToken> parse(Secret presented) {
        if (presented.value().length() != CHARACTERS) {
            return Optional.empty();
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(presented.value()));
            var id = new UUID(bytes.getLong(), bytes.getLong());
            return Optional.of(new RefreshToken(id, next(bytes, FAMILY_BYTES), next(bytes, OWN_BYTES)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    static String newSalt() {
        return HexFormat.of().formatHex(random(OWN_BYTES));
    }

    /**
     * The token that replaces this one: the same each time for the same salt. Whoever has only the token or only the salt
     * cannot compute it.
     */
    RefreshToken successor(String salt) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(own, MAC));
            return new RefreshToken(sessionId, family, mac.doFinal(HexFormat.of().parseHex(salt)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }

    String sessionId() {
        return sessionId.toString();
    }

    Sha256 familyHash() {
        return Sha256.of(family);
    }

    Sha256 hash() {
        return Sha256.of(own);
    }

    Secret value() {
        var bytes = ByteBuffer.allocate(ID_BYTES + FAMILY_BYTES + OWN_BYTES)
                .putLong(sessionId.getMostSignificantBits())
                .putLong(sessionId.getLeastSignificantBits())
                .put(family)
                .put(own);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()));
    }

    @Override
    public String toString() {
        return "***";
    }

    private static byte[] next(ByteBuffer bytes, int length) {
        var next = new byte[length];
        bytes.get(next);
        return next;
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
