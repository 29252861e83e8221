package io.whispra.media.gallery;

import java.util.ArrayList;
import java.util.List;

import io.whispra.media.attachment.Attachment;
import io.whispra.media.attachment.RoomFiles.Place;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** A page while it is gathered. */
final class Findings {
    private final RoomList list;
    private final int size;
    private final int most;
    private final List<FileView> files = new ArrayList<>();
    private @Nullable Place last;
    private int looked;
    private boolean isOver;

    /** For at most `size` files out of `most` that are looked at. */
    Findings(RoomList list, int size, int most) {
        this.list = list;
        this.size = size;
        this.most = most;
    }

    /** Looks at one more, and says whether that was enough. */
    boolean take(Attachment attachment) {
        looked++;
        var isWanted = list.kind().has(attachment) && !attachment.isRoomPicture();
        if (isWanted && files.size() == size) {
            isOver = true;
            return true;
        }
        last = new Place(requireNonNull(attachment.seq()), attachment.id());
        if (isWanted) {
            files.add(FileView.of(attachment));
        }
        return false;
    }

    FileView.Page page() {
        var goesOn = isOver || looked == most;
        return new FileView.Page(List.copyOf(files),
                goesOn && last != null ? list.cursorAfter(last) : null);
    }
}
