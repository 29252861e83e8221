/** Starts the parts, keeps them running, stops them. */
@NullMarked
package io.whispra.local.supervisor;

import org.jspecify.annotations.NullMarked;
