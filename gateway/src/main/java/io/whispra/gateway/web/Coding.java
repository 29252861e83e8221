package io.whispra.gateway.web;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How the bytes of a file are coded, the smallest first. */
enum Coding {
    BROTLI("br", ".br"),
    GZIP("gzip", ".gz"),
    NONE("", "");

    private static final Pattern REFUSED = Pattern.compile(";\\s*q\\s*=\\s*0(\\.0*)?\\s*(;|$)");

    private final String name;
    private final String suffix;

    Coding(String name, String suffix) {
        this.name = name;
        this.suffix = suffix;
    }

    /** As `Content-Encoding` names it. */
    String contentEncoding() {
        return name;
    }

    /** Of the file's name, where it stands beside the one that is not coded. */
    String suffix() {
        return suffix;
    }

    /** Whether somebody takes it who sent these values of `Accept-Encoding` (RFC 9110, 12.5.3). What is coded in no way everybody takes. */
    boolean isTakenBy(List<String> acceptEncoding) {
        return this == NONE || acceptEncoding.stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .anyMatch(this::isNamedBy);
    }

    private boolean isNamedBy(String element) {
        var named = element.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return named.equals(name) && !REFUSED.matcher(element.toLowerCase(Locale.ROOT)).find();
    }
}
