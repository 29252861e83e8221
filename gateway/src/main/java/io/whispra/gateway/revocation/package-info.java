/** Whose tokens are no longer good although they have not expired. */
@NullMarked
package io.whispra.gateway.revocation;

import org.jspecify.annotations.NullMarked;
