package io.whispra.auth.password;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a new password must be, and what hashing costs.
 *
 * @param minLength       characters (code points) after NFKC normalisation
 * @param maxLength       characters (code points) after NFKC normalisation
 * @param minGuesses      fewer than these, by estimate, and a new password is too common
 * @param estimatedLength characters that the estimate looks at, from the first; it takes the longer the more there are
 * @param contextWords    worth one character each in a new password, as the words of its owner's name and address are
 * @param hashing         Argon2id
 */
@ConfigurationProperties("whispra.password")
record PasswordProperties(@DefaultValue("8") int minLength, @DefaultValue("256") int maxLength,
        @DefaultValue("1000000") long minGuesses, @DefaultValue("24") int estimatedLength,
        @DefaultValue("whispra") List<String> contextWords, @DefaultValue Hashing hashing) {

    PasswordProperties {
        contextWords = List.copyOf(contextWords);
        if (estimatedLength < 1 || estimatedLength > 64) {
            throw new IllegalArgumentException(
                    "whispra.password.estimated-length must be 1 to 64, not " + estimatedLength);
        }
        if (minLength < 1 || maxLength < minLength || maxLength > 256) {
            throw new IllegalArgumentException("whispra.password: expected 1 <= min-length <= max-length <= 256, not "
                    + minLength + " and " + maxLength);
        }
    }

    /**
     * The cost of a hash (by default the first recommendation of OWASP's Password Storage Cheat Sheet) and how much of it
     * happens at once.
     *
     * @param memory      per hash
     * @param iterations  passes over the memory
     * @param parallelism lanes of a hash
     * @param concurrent  hashes at once; each takes a processor and the memory
     * @param queue       hashes that wait; more are refused with 503
     * @param retryAfter  what a refused caller is told
     */
    record Hashing(@DefaultValue("19MB") DataSize memory, @DefaultValue("2") int iterations,
            @DefaultValue("1") int parallelism, @DefaultValue("2") int concurrent, @DefaultValue("64") int queue,
            @DefaultValue("2s") Duration retryAfter) {

        Hashing {
            if (memory.toKilobytes() < 8L * parallelism || iterations < 1 || parallelism < 1) {
                throw new IllegalArgumentException("whispra.password.hashing: expected iterations >= 1,"
                        + " parallelism >= 1 and memory >= 8 KB for each lane");
            }
            if (concurrent < 1 || queue < 1) {
                throw new IllegalArgumentException("whispra.password.hashing: concurrent and queue must be at least 1");
            }
        }
    }
}
