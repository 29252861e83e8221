/** How a command talks to the running stack. */
@NullMarked
package io.whispra.local.control;

import org.jspecify.annotations.NullMarked;
