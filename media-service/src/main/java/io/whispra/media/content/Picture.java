package io.whispra.media.content;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What was made of an image.
 *
 * @param stripped the file as it may be kept: the same image, without what people do not see; in order, none longer than
 *         256 KiB; each is copied out of the original whenever it is asked for, so that there is no second file in memory
 * @param size of all of these, in bytes
 * @param width in pixels as displayed, at least 1
 * @param height as the width
 * @param blurhash its colours in a few characters, see https://blurha.sh; absent where it was not decoded
 * @param small a preview of at most 320 pixels; absent where the image is no larger, or was not decoded
 * @param large a preview of at most 1280 pixels; absent as the small one
 */
public record Picture(List<byte[]> stripped, long size, int width, int height, @Nullable String blurhash,
        @Nullable Thumbnail small, @Nullable Thumbnail large) {}
