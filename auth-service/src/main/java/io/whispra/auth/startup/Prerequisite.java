package io.whispra.auth.startup;

/** A part that is read before anything connects or listens, so that a {@link CannotStart} is all that is heard of it. */
public interface Prerequisite {}
