/** Whispra as its clients use it: REST, and the realtime vocabulary on both transports. */
@NullMarked
package io.whispra.acceptance.client;

import org.jspecify.annotations.NullMarked;
