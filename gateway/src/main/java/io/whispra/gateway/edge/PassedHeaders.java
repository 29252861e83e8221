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
