/** The claim: a message takes attachments for itself, all of them or none. */
@NullMarked
package io.whispra.media.claim;

import org.jspecify.annotations.NullMarked;
