package io.whispra.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.whispra.embedded.S3Credentials;
import io.whispra.local.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the parts of this stack know each other by: random, made once, kept in the data folder. */
final class Secrets {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int ACCESS_KEY_BYTES = 10;

    /** Which services call others for themselves, and what they may ask for. */
    private static final Map<Service, List<String>> SCOPES = Map.of(
            Service.ROOM_SERVICE, List.of("room-log:append", "room-log:read", "attachments:claim"),
            Service.MESSAGE_SERVICE, List.of("attachments:claim"),
            Service.MEDIA_SERVICE, List.of("room-log:read"),
            Service.GATEWAY, List.of("room-log:read"));

    private final Path folder;
    private final Kept kept;

    /** As in the file. */
    private record Kept(Map<String, String> clients, S3Credentials s3) {}

    /** As the auth service reads it: it never learns the secret itself. */
    private record Client(String id, String secretSha256, List<String> scopes) {}

    private Secrets(Path folder, Kept kept) {
        this.folder = folder;
        this.kept = kept;
    }

    /** Reads the secrets of this folder; makes those that are missing. */
    static Secrets in(Path folder) {
        var file = folder.resolve("secrets.json");
        var secrets = new Secrets(folder, completed(Files.exists(file)
                ? read(file)
                : new Kept(Map.of(), new S3Credentials("whispra-" + hex(ACCESS_KEY_BYTES), random()))));
        SecretFile.write(file, JSON.writeValueAsBytes(secrets.kept));
        SecretFile.write(secrets.serviceClients(), JSON.writeValueAsBytes(secrets.clients()));
        return secrets;
    }

    S3Credentials s3() {
        return kept.s3();
    }

    /** Empty for a service that asks nothing of others. */
    String clientSecret(Service service) {
        return kept.clients().getOrDefault(service.folder(), "");
    }

    /** The file that the auth service reads its clients from. */
    Path serviceClients() {
        return folder.resolve("service-clients.json");
    }

    /** The file that the auth service reads its keys from; made by {@link SigningKeys}. */
    Path signingKeys() {
        return folder.resolve("signing-keys.json");
    }

    private List<Client> clients() {
        return SCOPES.entrySet().stream()
                .map(entry -> new Client(entry.getKey().folder(), sha256(clientSecret(entry.getKey())),
                        entry.getValue()))
                .sorted(Comparator.comparing(Client::id))
                .toList();
    }

    private static Kept completed(Kept kept) {
        var clients = new TreeMap<>(kept.clients());
        SCOPES.keySet().forEach(service -> clients.computeIfAbsent(service.folder(), _ -> random()));
        return new Kept(clients, kept.s3());
    }

    private static Kept read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), Kept.class);
        } catch (IOException | JacksonException e) {
            // The cause may quote the file.
            throw Problem.failed(file + " cannot be read (" + e.getClass().getSimpleName()
                    + "); delete it, and new secrets are made");
        }
    }

    private static String random() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hex(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String sha256(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
