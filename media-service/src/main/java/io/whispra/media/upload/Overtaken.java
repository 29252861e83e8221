package io.whispra.media.upload;

/** The attachment is not pending any more: another was first. */
final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Overtaken(String id) {
        super(id + " is not pending any more", null, false, false);
    }
}
