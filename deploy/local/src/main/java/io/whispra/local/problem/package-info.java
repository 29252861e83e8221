/** What ends a command: one clear line and an exit code. */
@NullMarked
package io.whispra.local.problem;

import org.jspecify.annotations.NullMarked;
