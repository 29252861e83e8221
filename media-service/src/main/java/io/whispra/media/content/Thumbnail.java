package io.whispra.media.content;

/**
 * A smaller image of an image.
 *
 * @param bytes a whole file; nobody changes them
 * @param contentType `image/jpeg`, or `image/png` where something shows through
 * @param width in pixels, at least 1
 * @param height as the width
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Thumbnail(byte[] bytes, String contentType, int width, int height) {}
