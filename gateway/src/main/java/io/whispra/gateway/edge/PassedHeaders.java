package io.whispra.gateway.edge;

import java.util.Locale;
import java.util.Set;

import org.springframework.http.HttpHeaders;

/** The headers that are passed on, each way, and no others: nothing that names a user, a proxy or a connection gets through. */
record PassedHeaders(Set<String> names) {

    static final PassedHeaders OF_REQUESTS = new PassedHeaders(Set.of("accept", "accept-language", "authorization",
            "content-length", "content-type", "cookie", "origin", "user-agent"));
    static final PassedHeaders OF_RESPONSES = new PassedHeaders(Set.of("allow", "cache-control", "content-disposition",
            "content-language", "content-length", "content-type", "link", "location", "retry-after", "set-cookie",
            "vary", "www-authenticate"));

    /** What is besides asked about files, and answered: parts, copies, and what browsers may do with them. */
    static final PassedHeaders OF_FILE_REQUESTS = new PassedHeaders(Set.of("accept", "user-agent", "range", "if-range",
            "if-none-match", "if-modified-since"));
    static final PassedHeaders OF_FILE_RESPONSES = new PassedHeaders(Set.of("accept-ranges", "allow", "cache-control",
            "content-disposition", "content-length", "content-range", "content-security-policy", "content-type",
            "cross-origin-resource-policy", "etag", "last-modified", "retry-after"));

    PassedHeaders {
        names = Set.copyOf(names);
    }

    HttpHeaders of(HttpHeaders all) {
        var passed = new HttpHeaders();
        all.forEach((name, values) -> {
            if (names.contains(name.toLowerCase(Locale.ROOT))) {
                passed.addAll(name, values);
            }
        });
        return passed;
    }
}
