package io.whispra.media.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import io.whispra.media.content.Content.Dimensions;
import org.jspecify.annotations.Nullable;

/** Reads an image's size from its first bytes. Nothing is decoded, nothing touches the disk. */
final class ImageHeaders {
    private ImageHeaders() {}

    /** Empty when the bytes are not an image of that type; may block. */
    static @Nullable Dimensions read(InputStream start, String type) {
        ImageReader reader = reader(type);
        try (ImageInputStream input = new MemoryCacheImageInputStream(start)) {
            reader.setInput(input, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            return width < 1 || height < 1 ? null : new Dimensions(width, height);
        } catch (IOException | RuntimeException _) {
            // Readers meet hostile bytes with any exception; all of them mean that this is no such image.
            return null;
        } finally {
            reader.dispose();
        }
    }

    /** Fails where the libraries that are there cannot read a type that is accepted. */
    static void requireReaders(Set<String> types) {
        types.forEach(type -> reader(type).dispose());
    }

    static ImageReader reader(String type) {
        var readers = ImageIO.getImageReadersByMIMEType(type);
        if (!readers.hasNext()) {
            throw new IllegalStateException("no reader for " + type);
        }
        return readers.next();
    }
}
