package io.whispra.auth.session;

import java.time.Duration;
import java.time.Instant;

import io.whispra.auth.event.EndReason;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One login on one device, as it is stored. It holds nothing that opens it: of the refresh tokens it has hashes.
 *
 * @param id          UUIDv7, the `sid` of its access tokens
 * @param familyHash  SHA-256 (hex) of the secret that all its refresh tokens share
 * @param tokenHash   SHA-256 (hex) of the one refresh token that is good now
 * @param rotation    how the good token came about, absent before the first refresh
 * @param lastSeenAt  the last refresh, or the login
 * @param expiresAt   when it ends by itself
 * @param endedAt     when it was ended
 * @param userAgent   what the device called itself at the login, at most 200 characters
 * @param address     from which the login came
 * @param credentials those of the account under which it was opened
 * @param endReason   why it was ended
 * @param unpublished true as long as others may not have been told of the end
 */
@Document("sessions")
public record Session(@Id String id, String userId, String familyHash, String tokenHash, @Nullable Rotation rotation,
        Instant createdAt, Instant lastSeenAt, Instant expiresAt, @Nullable Instant endedAt,
        @Nullable String userAgent, @Nullable String address, int credentials, @Nullable EndReason endReason,
        @Nullable Boolean unpublished) {

    /** What an earlier version of this service stored has no credentials. */
    public Session(String id, String userId, String familyHash, String tokenHash, @Nullable Rotation rotation,
            Instant createdAt, Instant lastSeenAt, Instant expiresAt, @Nullable Instant endedAt,
            @Nullable String userAgent, @Nullable String address, @Value("#root.credentials ?: 0") int credentials,
            @Nullable EndReason endReason, @Nullable Boolean unpublished) {
        this.id = id;
        this.userId = userId;
        this.familyHash = familyHash;
        this.tokenHash = tokenHash;
        this.rotation = rotation;
        this.createdAt = createdAt;
        this.lastSeenAt = lastSeenAt;
        this.expiresAt = expiresAt;
        this.endedAt = endedAt;
        this.userAgent = userAgent;
        this.address = address;
        this.credentials = credentials;
        this.endReason = endReason;
        this.unpublished = unpublished;
    }

    /**
     * A replacement of the refresh token.
     *
     * @param previousHash SHA-256 (hex) of the token that was replaced
     * @param salt         from which, with that token, the successor is computed again
     */
    public record Rotation(String previousHash, String salt, Instant at) {}

    /** What a presented token is to this session. */
    enum Standing {
        /** The one good token. */
        CURRENT,
        /** It was replaced a moment ago: its holder may not have got the successor. */
        JUST_REPLACED,
        /** It was replaced long ago: somebody has a copy. */
        REUSED,
        /** The session is over, or the token was never one of it. */
        NONE
    }

    Standing standing(RefreshToken token, Instant now, Duration grace) {
        if (!isFamilyOf(token) || !isLive(now)) {
            return Standing.NONE;
        }
        var hash = token.hash().hex();
        if (hash.equals(tokenHash)) {
            return Standing.CURRENT;
        }
        return rotation != null && rotation.previousHash().equals(hash) && now.isBefore(rotation.at().plus(grace))
                ? Standing.JUST_REPLACED
                : Standing.REUSED;
    }

    boolean isLive(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }

    boolean isFamilyOf(RefreshToken token) {
        return token.familyHash().hex().equals(familyHash);
    }

    /** After the replacement of its token by the successor. */
    Session rotated(RefreshToken token, String salt, Instant now, Instant expiry) {
        return new Session(id, userId, familyHash, token.successor(salt).hash().hex(),
                new Rotation(token.hash().hex(), salt, now), createdAt, now, expiry, endedAt, userAgent, address,
                credentials, endReason, unpublished);
    }
}
