package io.whispra.media.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.whispra.media.storage.Part;

/** Size and SHA-256 of a content that passes by, part by part. */
final class Fingerprint {
    private final MessageDigest digest;
    private long size;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Part add(Part part) {
        part.pieces().forEach(digest::update);
        size += part.size();
        return part;
    }

    long size() {
        return size;
    }

    /** In lower-case hexadecimal; to be asked once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
