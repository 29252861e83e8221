/** What may be typed after deploy/whispra. */
@NullMarked
package io.whispra.local.command;

import org.jspecify.annotations.NullMarked;
