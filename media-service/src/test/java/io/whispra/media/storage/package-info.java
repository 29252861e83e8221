/** The store and what is asked of it, seen from inside the package. */
@NullMarked
package io.whispra.media.storage;

import org.jspecify.annotations.NullMarked;
