/** What passes and may be lost: who is typing, how far people have read. */
@NullMarked
package io.whispra.gateway.signal;

import org.jspecify.annotations.NullMarked;
