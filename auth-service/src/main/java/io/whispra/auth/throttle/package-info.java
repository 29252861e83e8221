/** How often somebody may try: token buckets by address, account and person, and whose address a request came from. */
@NullMarked
package io.whispra.auth.throttle;

import org.jspecify.annotations.NullMarked;
