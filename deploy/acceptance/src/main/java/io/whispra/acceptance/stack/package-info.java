/** The local stack as its commands and its state file show it. */
@NullMarked
package io.whispra.acceptance.stack;

import org.jspecify.annotations.NullMarked;
