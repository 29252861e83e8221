/** What other services ask, with their own tokens; never routed by the gateway. */
@NullMarked
package io.whispra.message.internal;

import org.jspecify.annotations.NullMarked;
