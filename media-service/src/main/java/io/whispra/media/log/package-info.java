/** What rooms' logs say of attachments: which message has them, and that they are not shown any more. */
@NullMarked
package io.whispra.media.log;

import org.jspecify.annotations.NullMarked;
