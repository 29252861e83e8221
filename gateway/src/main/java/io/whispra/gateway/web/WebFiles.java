package io.whispra.gateway.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.whispra.gateway.web.WebFile.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The web client as it was built into this gateway, in memory: a few megabytes, read once. What is not in it does not exist, so no path leads
 * to any other file. A gateway that was built without it has none.
 */
@Component
final class WebFiles {

    private static final String ROOT = "META-INF/resources/";
    private static final String PAGE = "/index.html";
    private static final MediaType MANIFEST = MediaType.valueOf("application/manifest+json");

    /** The name changes with the content. */
    private static final Pattern HASHED = Pattern.compile("/assets/.+-[A-Za-z0-9_-]{8}\\.[a-z0-9]+");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_FIRST = "no-cache";

    private final Map<String, WebFile> files;

    WebFiles() {
        try {
            this.files = files(contents());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file at a raw path, such as `/assets/index-6eDExat1.js`. */
    @Nullable
    WebFile at(String rawPath) {
        return files.get(rawPath);
    }

    /** What every page begins with. */
    @Nullable
    WebFile page() {
        return at(PAGE);
    }

    /** Everything below the folder in which the page is, by path. */
    private static Map<String, byte[]> contents() throws IOException {
        var contents = new HashMap<String, byte[]>();
        var page = new ClassPathResource(ROOT + PAGE.substring(1));
        if (page.exists()) {
            var url = page.getURL().toString();
            var root = url.substring(0, url.length() - PAGE.length());
            for (var file : new PathMatchingResourcePatternResolver().getResources(root + "/**/*.*")) {
                if (file.isReadable()) {
                    contents.put(file.getURL().toString().substring(root.length()), file.getContentAsByteArray());
                }
            }
        }
        return contents;
    }

    private static Map<String, WebFile> files(Map<String, byte[]> contents) {
        var files = new HashMap<String, WebFile>();
        contents.keySet().stream().filter(path -> !isCoded(path)).forEach(path -> {
            var forms = new EnumMap<Coding, Form>(Coding.class);
            for (var coding : Coding.values()) {
                var bytes = contents.get(path + coding.suffix());
                if (bytes != null) {
                    forms.put(coding, new Form(coding, etag(bytes), ByteBuffer.wrap(bytes)));
                }
            }
            files.put(path, new WebFile(type(path), HASHED.matcher(path).matches() ? FOR_EVER : ASK_FIRST, forms));
        });
        return files;
    }

    private static boolean isCoded(String path) {
        return path.endsWith(Coding.GZIP.suffix()) || path.endsWith(Coding.BROTLI.suffix());
    }

    private static MediaType type(String path) {
        if (path.endsWith(".webmanifest")) {
            return MANIFEST;
        }
        var type = MediaTypeFactory.getMediaType(path).orElse(MediaType.APPLICATION_OCTET_STREAM);
        return type.getType().equals("text") ? new MediaType(type, UTF_8) : type;
    }

    private static String etag(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 22) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
