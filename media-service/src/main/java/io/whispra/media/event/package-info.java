/** Tells other services what becomes of attachments. */
@NullMarked
package io.whispra.media.event;

import org.jspecify.annotations.NullMarked;
