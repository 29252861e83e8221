package io.whispra.media.view;

import java.nio.charset.StandardCharsets;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.content.ContentTypes;
import io.whispra.media.storage.BlobKey.Kept;
import io.whispra.media.storage.Blobs;
import io.whispra.media.storage.Delivery;
import io.whispra.media.storage.Link;
import io.whispra.media.storage.Variant;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Component;

/** Links to attachments' contents. What is not on the list of displayable types is only ever saved. */
@Component
final class Links {
    private final Blobs blobs;
    private final LinkProperties properties;

    Links(Blobs blobs, LinkProperties properties) {
        this.blobs = blobs;
        this.properties = properties;
    }

    Link to(Attachment attachment) {
        var type = attachment.contentType();
        return blobs.link(new Kept(attachment.id(), attachment.stored(), Variant.ORIGINAL),
                new Delivery(type, disposition(type, attachment.name()), properties.lifetime()));
    }

    private static String disposition(String type, String name) {
        var kind = ContentTypes.isDisplayable(type) ? ContentDisposition.inline() : ContentDisposition.attachment();
        return kind.filename(name, StandardCharsets.UTF_8).build().toString();
    }
}
