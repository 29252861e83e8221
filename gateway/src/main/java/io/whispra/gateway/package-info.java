/** Rooms and who is in them. */
@NullMarked
package io.whispra.gateway;

import org.jspecify.annotations.NullMarked;
