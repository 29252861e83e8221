package io.whispra.embedded;

/**
 * What a client signs its requests with.
 *
 * @param accessKey names the signer, never blank
 * @param secretKey signs, never blank and never printed
 */
public record S3Credentials(String accessKey, String secretKey) {
    public S3Credentials {
        if (accessKey.isBlank() || secretKey.isBlank()) {
            throw new IllegalArgumentException("accessKey and secretKey must not be blank");
        }
    }

    @Override
    public String toString() {
        return "S3Credentials[" + accessKey + "]";
    }
}
