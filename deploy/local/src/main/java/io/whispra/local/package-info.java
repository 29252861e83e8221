/** Whispra on one machine, with one command. */
@NullMarked
package io.whispra.local;

import org.jspecify.annotations.NullMarked;
