package io.whispra.embedded.junit;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

import static org.assertj.core.api.Assertions.assertThat;

class S3ExtensionTest {
    private final S3Extension s3 = new S3Extension();

    @Test
    void theBucketIsThereOnceItWasMadeAndNoOtherInstances() {
        try (var client = client()) {
            assertThat(client.listBuckets().buckets()).extracting(Bucket::name).doesNotContain(s3.bucket());
            s3.createBucket();
            s3.createBucket();
            assertThat(client.listBuckets().buckets()).extracting(Bucket::name)
                    .contains(s3.bucket())
                    .doesNotContain(new S3Extension().bucket());
        }
    }

    private S3Client client() {
        return S3Client.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(s3.accessKey(), s3.secretKey())))
                .forcePathStyle(true)
                .build();
    }
}
