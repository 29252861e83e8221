package io.whispra.media.storage;

import org.springframework.boot.context.properties.bind.DefaultValue;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * What the store is told with each object about encrypting it. Reading needs to say nothing.
 *
 * @param algorithm `none` (the bucket's own default), `AES256` (the store's keys) or `aws:kms`
 * @param kmsKeyId with `aws:kms`, which key; the account's default one if empty
 */
record Encryption(@DefaultValue(NONE) String algorithm, @DefaultValue("") String kmsKeyId) {
    private static final String NONE = "none";
    private static final String KMS = "aws:kms";
    private static final String OWN = "AES256";

    Encryption {
        if (!algorithm.equals(NONE) && !algorithm.equals(OWN) && !algorithm.equals(KMS)) {
            throw new IllegalArgumentException(
                    "whispra.storage.encryption.algorithm must be none, AES256 or aws:kms, not " + algorithm);
        }
        if (!kmsKeyId.isBlank() && !algorithm.equals(KMS)) {
            throw new IllegalArgumentException("whispra.storage.encryption.kms-key-id is for aws:kms only");
        }
    }

    boolean isAsked() {
        return !algorithm.equals(NONE);
    }

    PutObjectRequest.Builder on(PutObjectRequest.Builder put) {
        if (isAsked()) {
            put.serverSideEncryption(ServerSideEncryption.fromValue(algorithm));
        }
        return kmsKeyId.isBlank() ? put : put.ssekmsKeyId(kmsKeyId);
    }

    CreateMultipartUploadRequest.Builder on(CreateMultipartUploadRequest.Builder upload) {
        if (isAsked()) {
            upload.serverSideEncryption(ServerSideEncryption.fromValue(algorithm));
        }
        return kmsKeyId.isBlank() ? upload : upload.ssekmsKeyId(kmsKeyId);
    }
}
