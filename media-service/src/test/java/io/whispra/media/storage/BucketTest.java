package io.whispra.media.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What is asked of a store at start, and how it is addressed. */
@ExtendWith(OutputCaptureExtension.class)
class BucketTest {
    private static final String FOREIGN_CORS = """
            <CORSConfiguration><CORSRule><ID>backup</ID><AllowedMethod>GET</AllowedMethod>\
            <AllowedOrigin>https://backup.example</AllowedOrigin></CORSRule></CORSConfiguration>""";
    private static final String FOREIGN_LIFE_CYCLE = """
            <LifecycleConfiguration><Rule><ID>logs</ID><Filter><And><Prefix>logs/</Prefix><Tag><Key>a</Key>\
            <Value>b</Value></Tag></And></Filter><Status>Enabled</Status><Transition><Days>30</Days>\
            <StorageClass>GLACIER</StorageClass></Transition></Rule><Rule><ID>whispra-incoming/</ID><Filter>\
            <Prefix>incoming/</Prefix></Filter><Status>Disabled</Status><Expiration><Days>9</Days></Expiration></Rule>\
            </LifecycleConfiguration>""";

    /** Its threads are the SDK's for all clients, and take their time to end. */
    private static final S3AsyncClient threads = S3AsyncClient.builder().region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create()).build();

    private final SmallStore store = new SmallStore();
    private final List<Runnable> open = new ArrayList<>();

    @AfterAll
    static void end() {
        threads.close();
    }

    @AfterEach
    void close() {
        open.forEach(Runnable::run);
        store.close();
    }

    @Test
    void bucketThatIsMissingIsMadeWithItsRules(CapturedOutput log) {
        settled(start(store.withoutBucket(), Map.of()));

        assertThat(store.whatWasAsked()).containsExactly("HEAD", "PUT", "GET cors", "PUT cors", "GET lifecycle",
                "PUT lifecycle");
        assertThat(store.setting("cors")).contains("<AllowedOrigin>http://localhost:8080</AllowedOrigin>",
                "<AllowedOrigin>https://chat.example.org</AllowedOrigin>", "<AllowedMethod>GET</AllowedMethod>",
                "<AllowedMethod>HEAD</AllowedMethod>", "<AllowedMethod>PUT</AllowedMethod>",
                "<AllowedHeader>content-type</AllowedHeader>", "<AllowedHeader>if-none-match</AllowedHeader>",
                "<ExposeHeader>ETag</ExposeHeader>")
                .doesNotContain("*", "server-side-encryption", "POST", "DELETE");
        assertThat(store.setting("lifecycle")).contains("<Prefix>attachments/</Prefix>", "<Prefix>incoming/</Prefix>",
                "<DaysAfterInitiation>1</DaysAfterInitiation>", "<Expiration><Days>1</Days></Expiration>")
                .containsOnlyOnce("<Expiration>");
        assertThat(log).contains("Bucket files was given the CORS rule");
    }

    /** Older stores know no other checksum where S3 wants one. */
    @Test
    void writesCarryTheChecksumThatS3AlwaysHad() {
        settled(start(store, Map.of()));

        assertThat(store.asked("PUT cors").header("content-md5")).hasSize(24);
        assertThat(store.asked("PUT lifecycle").header("content-md5")).hasSize(24);
    }

    @Test
    void rulesOfOthersStayAndOursTakeTheirOldPlaces() {
        store.with("cors", FOREIGN_CORS).with("lifecycle", FOREIGN_LIFE_CYCLE);

        settled(start(store, Map.of()));

        assertThat(store.setting("cors")).contains("<ID>backup</ID>", "https://backup.example",
                "<ID>whispra-attachments/</ID>");
        assertThat(store.setting("lifecycle")).contains("<ID>logs</ID>",
                "<And><Prefix>logs/</Prefix><Tag><Key>a</Key><Value>b</Value></Tag></And>",
                "<StorageClass>GLACIER</StorageClass>", "<ID>whispra-attachments/</ID>")
                .doesNotContain("Disabled", "<Days>9</Days>")
                .containsOnlyOnce("<ID>whispra-incoming/</ID>");
        // Without it the store would go back to its default.
        assertThat(store.asked("PUT lifecycle").header("x-amz-transition-default-minimum-object-size"))
                .isEqualTo("varies_by_storage_class");
    }

    @Test
    void nothingIsWrittenWhenNothingDiffers() {
        settled(start(store, Map.of()));
        var asked = store.asked().size();

        settled(start(store, Map.of()));

        assertThat(store.whatWasAsked()).hasSizeGreaterThan(asked);
        assertThat(store.whatWasAsked().subList(asked, store.asked().size())).containsExactly("HEAD", "GET cors",
                "GET lifecycle");
    }

    @Test
    void ruleThatSaysTheSameInOtherWordsIsOurs() {
        settled(start(store, Map.of()));
        store.with("cors", store.setting("cors").replace("whispra-attachments/", "by-hand")
                .replace("<AllowedHeader>content-type</AllowedHeader>", "")
                .replace("<AllowedHeader>range</AllowedHeader>",
                        "<AllowedHeader>Range</AllowedHeader><AllowedHeader>Content-Type</AllowedHeader>"));

        settled(start(store, Map.of()));

        assertThat(store.whatWasAsked()).filteredOn("PUT cors"::equals).hasSize(1);
    }

    @Test
    void changedOriginsReplaceTheRule() {
        settled(start(store, Map.of()));

        settled(start(store, Map.of("setup.origins", "https://new.example/app")));

        assertThat(store.setting("cors")).containsOnlyOnce("<CORSRule>")
                .contains("<AllowedOrigin>https://new.example</AllowedOrigin>")
                .doesNotContain("chat.example.org");
    }

    @Test
    void whereItOnlyChecksNothingIsChanged(CapturedOutput log) {
        settled(start(store, Map.of("setup.mode", "check")));

        assertThat(store.whatWasAsked()).containsExactly("HEAD", "GET cors", "GET lifecycle");
        assertThat(log).contains("Bucket files lacks the CORS rule: origins [",
                "Bucket files lacks the life-cycle rules: under attachments/");
    }

    @Test
    void whereTheSetUpIsOffOnlyTheBucketIsLookedFor() {
        settled(start(store, Map.of("setup.mode", "off")));

        assertThat(store.whatWasAsked()).containsExactly("HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "off"})
    void bucketIsNotMadeByWhoMayNotSetItUp(String mode) {
        var bucket = start(store.withoutBucket(), Map.of("setup.mode", mode));

        await().until(() -> store.asked().size() > 2);

        assertThat(bucket.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(store.whatWasAsked()).containsOnly("HEAD");
    }

    @ParameterizedTest
    @CsvSource({"GET, 403", "GET, 501", "PUT, 403", "PUT, 501", "PUT, 400", "GET, 405"})
    void storeThatRefusesRulesIsToldOfOnceAndUsed(String method, int status, CapturedOutput log) {
        store.refusing(method + " cors", status).refusing(method + " lifecycle", status);

        settled(start(store, Map.of()));

        assertThat(log.getAll().split("See to it there", -1)).hasSize(3);
        assertThat(log).contains("Status Code: " + status, "methods [GET, HEAD, PUT]",
                "unfinished multipart uploads end after 1 day(s)");
        assertThat(store.whatWasAsked()).filteredOn((method + " cors")::equals).hasSize(1);
    }

    @Test
    void storeThatFailsOverTheRulesIsAskedAgainWhileTheServiceIsReady(CapturedOutput log) {
        store.refusing("GET cors", 500);
        var bucket = start(store, Map.of());
        await().untilAsserted(() -> assertThat(log).contains("Settings of the bucket cannot be seen to yet"));
        assertThat(bucket.health().getStatus()).isEqualTo(Status.UP);

        store.refusing("GET cors", 0);

        await().until(() -> store.whatWasAsked().contains("PUT lifecycle"));
        assertThat(store.whatWasAsked()).filteredOn("HEAD"::equals).hasSize(1);
    }

    @Test
    void storeThatComesLateIsWaitedFor() {
        store.refusing("HEAD", 403);
        var bucket = start(store, Map.of());
        await().until(() -> store.asked().size() > 1);
        assertThat(bucket.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);

        store.refusing("HEAD", 0);

        settled(bucket);
    }

    @Test
    void pathStyleNamesTheBucketInThePath() {
        settled(start(store, Map.of()));

        assertThat(store.asked("HEAD").header("host")).isEqualTo("s3.test:%s", store.port());
        assertThat(store.asked("HEAD").header("path")).isEqualTo("/files");
    }

    @Test
    void virtualHostStyleNamesTheBucketInTheHost() {
        settled(start(store, Map.of("path-style", "false")));

        assertThat(store.asked("HEAD").header("host")).isEqualTo("files.s3.test:%s", store.port());
        assertThat(store.asked("HEAD").header("path")).isEqualTo("/");
        assertThat(store.asked("PUT cors").header("path")).startsWith("/?cors");
    }

    @ParameterizedTest
    @CsvSource({"none,'','',''", "AES256,'',AES256,''", "aws:kms,'',aws:kms,''", "aws:kms,key-1,aws:kms,key-1"})
    void storeIsToldToEncryptWhatItKeeps(String algorithm, String key, String sentAlgorithm, String sentKey) {
        var properties = storage(store, Map.of("encryption.algorithm", algorithm, "encryption.kms-key-id", key));
        var s3 = client(properties);
        var write = new S3Write(s3, properties, "k", "image/png");
        var small = List.of(new byte[3]);

        write.add(new Part(1, small, 3, true)).block();
        Flux.just(new Part(1, small, 3, false), new Part(2, small, 3, true)).concatMap(write::add).blockLast();

        for (var what : List.of("PUT", "POST uploads")) {
            assertThat(store.asked(what).header("x-amz-server-side-encryption")).isEqualTo(sentAlgorithm);
            assertThat(store.asked(what).header("x-amz-server-side-encryption-aws-kms-key-id")).isEqualTo(sentKey);
        }
        assertThat(store.asked("PUT partNumber").header("x-amz-server-side-encryption")).isEmpty();
        assertThat(new CrossOrigin(s3, properties, setup(Map.of())).wanted()
                .contains("x-amz-server-side-encryption")).isEqualTo(!algorithm.equals("none"));
    }

    @Test
    void withoutKeysTheSdkLooksForThemItself() {
        System.setProperty("aws.accessKeyId", "found-by-the-sdk");
        System.setProperty("aws.secretAccessKey", "its-secret");
        open.add(() -> {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        });

        settled(start(store, Map.of("access-key", "", "secret-key", "")));

        assertThat(store.asked("HEAD").header("authorization")).contains("Credential=found-by-the-sdk/");
    }

    @ParameterizedTest
    @CsvSource({"encryption.algorithm, AES512", "encryption.kms-key-id, key-1", "access-key, ''",
            "endpoint, localhost:9000", "public-endpoint, ftp://s3.test", "cdn-url, //cdn", "cdn-url, https://cdn?x",
            "bucket, ' '", "incoming-prefix, attachments/x/", "setup.origins, example.org", "setup.days, 0",
            "setup.mode, perhaps"})
    void unusableConfigurationIsRefusedAtStart(String name, String value) {
        assertThatThrownBy(() -> {
            storage(store, Map.of(name, value));
            setup(Map.of(name, value));
        }).rootCause().isInstanceOf(IllegalArgumentException.class);
    }

    private Bucket start(SmallStore store, Map<String, String> configuration) {
        var properties = storage(store, configuration);
        var setup = setup(configuration);
        var s3 = client(properties);
        var rules = new BucketSetup(List.of(new CrossOrigin(s3, properties, setup),
                new LifeCycle(s3, properties, setup)), setup, properties);
        var bucket = new Bucket(s3, properties, rules);
        open.add(bucket::stop);
        bucket.start();
        return bucket;
    }

    private S3AsyncClient client(StorageProperties properties) {
        var configuration = new StorageConfiguration();
        var s3 = configuration.s3Client(properties, configuration.storageCredentials(properties));
        open.add(s3::close);
        return s3;
    }

    private static void settled(Bucket bucket) {
        await().until(bucket::isSettled);
        assertThat(bucket.health().getStatus()).isEqualTo(Status.UP);
    }

    private static StorageProperties storage(SmallStore store, Map<String, String> configuration) {
        var endpoint = "http://" + BucketNames.DOMAIN + ":" + store.port();
        return bound("whispra.storage", StorageProperties.class, configuration,
                Map.of("endpoint", endpoint, "public-endpoint", endpoint, "region", "us-east-1", "bucket", "files",
                        "access-key", "a", "secret-key", "s", "retry-delay", "20ms"));
    }

    private static SetupProperties setup(Map<String, String> configuration) {
        return bound("whispra.storage", SetupProperties.class, configuration,
                Map.of("setup.origins", "http://localhost:8080,https://Chat.example.org:443/,, "));
    }

    private static <T> T bound(String prefix, Class<T> type, Map<String, String> first, Map<String, String> second) {
        var all = new HashMap<String, String>();
        second.forEach((name, value) -> all.put(prefix + "." + name, value));
        first.forEach((name, value) -> all.put(prefix + "." + name, value));
        var binder = new Binder(new MapConfigurationPropertySource(all));
        return binder.bindOrCreate(type == SetupProperties.class ? prefix + ".setup" : prefix, Bindable.of(type));
    }
}
