/** How other services are called. */
@NullMarked
package io.whispra.room.remote;

import org.jspecify.annotations.NullMarked;
