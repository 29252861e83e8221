package io.whispra.media.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import io.whispra.media.storage.BlobKey.Kept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class AddressesTest {
    private static final Instant STEP = Instant.parse("2026-01-01T12:00:00Z");
    private static final Kept KEY = new Kept("a", "b", Variant.ORIGINAL);

    @Test
    void linksOfOneStepAreEqualAndEachHasSomeTimeLeft() {
        var first = link(STEP, Map.of(), 120, false);
        var last = link(STEP.plusMillis(119_999), Map.of(), 120, false);
        var next = link(STEP.plusSeconds(120), Map.of(), 120, false);

        assertThat(last).isEqualTo(first);
        assertThat(first.expiresAt()).isEqualTo(STEP.plusSeconds(300));
        assertThat(first.url().getRawQuery()).contains("X-Amz-Date=20260101T120000Z", "X-Amz-Expires=300",
                "X-Amz-SignedHeaders=host");
        assertThat(next.url()).isNotEqualTo(first.url());
        assertThat(next.expiresAt()).isEqualTo(STEP.plusSeconds(420));
    }

    @Test
    void withoutAStepEverySecondHasItsLink() {
        assertThat(link(STEP.plusSeconds(1), Map.of(), 0, false).url())
                .isNotEqualTo(link(STEP, Map.of(), 0, false).url());
    }

    @ParameterizedTest
    @CsvSource({"true, '', false, https://files.example.org/bucket/attachments/a/b/original",
            "false, '', false, https://bucket.files.example.org/attachments/a/b/original",
            "true, https://cdn.example.org, false, https://cdn.example.org/bucket/attachments/a/b/original",
            "false, https://cdn.example.org/, false, https://cdn.example.org/attachments/a/b/original",
            "true, https://cdn.example.org/media/, false, https://cdn.example.org/media/bucket/attachments/a/b/original",
            "true, https://cdn.example.org, true, http://s3.local:9000/bucket/attachments/a/b/original",
            "false, '', true, http://bucket.s3.local:9000/attachments/a/b/original"})
    void linkLeadsWhereItsReaderGetsToTheStore(boolean pathStyle, String cdn, boolean inside, String address) {
        var url = link(STEP, Map.of("path-style", Boolean.toString(pathStyle), "cdn-url", cdn), 120, inside).url();

        assertThat(url.toString()).startsWith(address + "?");
    }

    /** The host is signed: a CDN passes the public endpoint's on. */
    @Test
    void linkThroughACdnIsSignedForTheStore() {
        assertThat(link(STEP, Map.of("cdn-url", "https://cdn.example.org"), 120, false).url().getRawQuery())
                .isEqualTo(link(STEP, Map.of(), 120, false).url().getRawQuery());
    }

    private static Link link(Instant now, Map<String, String> configuration, int step, boolean inside) {
        var all = new HashMap<>(Map.of("s.endpoint", "http://s3.local:9000", "s.public-endpoint",
                "https://files.example.org", "s.region", "r", "s.bucket", "bucket", "s.access-key", "k", "s.secret-key",
                "s"));
        configuration.forEach((name, value) -> all.put("s." + name, value));
        var properties = new Binder(new MapConfigurationPropertySource(all)).bind("s", StorageProperties.class).get();
        var addresses = new Addresses(properties, new StorageConfiguration().storageCredentials(properties),
                Clock.fixed(now, ZoneOffset.UTC));
        return addresses.link(KEY, new Delivery("image/png", "inline", Duration.ofMinutes(5), Duration.ofSeconds(step),
                inside));
    }
}
