/** Sessions, one per device, and their refresh tokens. */
@NullMarked
package io.whispra.auth.session;

import org.jspecify.annotations.NullMarked;
