package io.whispra.media.storage;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The clients of the store: one that calls it, one that only signs. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** One for both, so that signing finds what the first call to the store has looked up, and never waits for it. */
    @Bean
    AwsCredentialsProvider storageCredentials(StorageProperties properties) {
        return properties.hasKeys()
                ? StaticCredentialsProvider
                        .create(AwsBasicCredentials.create(properties.accessKey(), properties.secretKey()))
                : DefaultCredentialsProvider.builder().asyncCredentialUpdateEnabled(true).build();
    }

    @Bean
    S3AsyncClient s3Client(StorageProperties properties, AwsCredentialsProvider storageCredentials) {
        return S3AsyncClient.builder()
                .endpointOverride(properties.endpoint())
                .region(Region.of(properties.region()))
                .credentialsProvider(storageCredentials)
                .forcePathStyle(properties.pathStyle())
                // Plain requests with a known length: what every S3-compatible store understands.
                .serviceConfiguration(plain())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                // Where a checksum is required, the one that S3 always had.
                .addPlugin(LegacyMd5Plugin.create())
                .overrideConfiguration(call -> call.apiCallTimeout(properties.callTimeout()))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(properties.maxConnections())
                        .maxPendingConnectionAcquires(properties.maxConnections())
                        .connectionTimeout(CONNECT)
                        .connectionAcquisitionTimeout(CONNECT))
                .build();
    }

    @Bean
    S3Presigner s3Presigner(StorageProperties properties, AwsCredentialsProvider storageCredentials) {
        return S3Presigner.builder()
                .endpointOverride(properties.publicEndpoint())
                .region(Region.of(properties.region()))
                .credentialsProvider(storageCredentials)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(properties.pathStyle()).build())
                .build();
    }

    private static S3Configuration plain() {
        return S3Configuration.builder().chunkedEncodingEnabled(false).build();
    }
}
