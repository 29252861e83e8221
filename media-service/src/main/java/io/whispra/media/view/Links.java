package io.whispra.media.view;

import java.net.URI;
import java.util.Objects;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.Attachment.Rendition;
import io.whispra.media.content.ContentTypes;
import io.whispra.media.storage.BlobKey.Kept;
import io.whispra.media.storage.Blobs;
import io.whispra.media.storage.Delivery;
import io.whispra.media.storage.Link;
import io.whispra.media.storage.Variant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Links to attachments' contents. What is not on the list of displayable types is only ever saved. */
@Component
final class Links {
    /** Stands for the attempt of an attachment from the time when there was one object each. */
    private static final String FIRST = "0";

    private final Blobs blobs;
    private final LinkProperties properties;

    /** One form of a content that there is. */
    private record Form(Variant variant, String contentType) {}

    Links(Blobs blobs, LinkProperties properties) {
        this.blobs = blobs;
        this.properties = properties;
    }

    /** To the form that is wanted, or the next larger one that there is. */
    Link to(Attachment attachment, Variant wanted) {
        var form = form(attachment, wanted);
        var key = new Kept(attachment.id(), attachment.stored(), form.variant());
        var link = blobs.link(key, delivery(form, attachment.name()));
        return properties.areThroughGateway() ? new Link(throughGateway(key, link.url()), link.expiresAt()) : link;
    }

    private Delivery delivery(Form form, String name) {
        var type = form.contentType();
        var called = form.variant() == Variant.ORIGINAL ? name : FileName.as(type, name);
        return new Delivery(type, FileName.disposition(ContentTypes.isDisplayable(type), called),
                properties.lifetime(), properties.step(), properties.areThroughGateway());
    }

    private static Form form(Attachment attachment, Variant wanted) {
        var picture = attachment.picture();
        var original = new Form(Variant.ORIGINAL, attachment.contentType());
        if (picture == null) {
            return original;
        }
        return switch (wanted) {
            case ORIGINAL -> original;
            case LARGE -> or(Variant.LARGE, picture.large(), original);
            case SMALL -> or(Variant.SMALL, picture.small(), or(Variant.LARGE, picture.large(), original));
        };
    }

    private static Form or(Variant variant, @Nullable Rendition there, Form otherwise) {
        return there == null ? otherwise : new Form(variant, there.contentType());
    }

    private URI throughGateway(Kept key, URI signed) {
        var root = properties.publicUrl().toString();
        return URI.create("%s/api/v1/files/%s/%s/%s?%s".formatted(
                root.endsWith("/") ? root.substring(0, root.length() - 1) : root, key.id(),
                Objects.requireNonNullElse(key.stored(), FIRST), key.variant().word(), signed.getRawQuery()));
    }
}
