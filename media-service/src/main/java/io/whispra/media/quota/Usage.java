package io.whispra.media.quota;

/** What one person has: bytes, and files. */
record Usage(long bytes, long files) {
    static final Usage NONE = new Usage(0, 0);
}
