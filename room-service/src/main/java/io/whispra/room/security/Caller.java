package io.whispra.room.security;

/**
 * The person who calls.
 *
 * @param id    their user id
 * @param token their access token, to be passed on with what is asked for them; never logged
 */
public record Caller(String id, String token) {

    @Override
    public String toString() {
        return id;
    }
}
