/** The service as its clients see it: over HTTP, on embedded servers. */
@NullMarked
package io.whispra.media;

import org.jspecify.annotations.NullMarked;
