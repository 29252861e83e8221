/** Why the service does not start, in one line. */
@NullMarked
package io.whispra.auth.startup;

import org.jspecify.annotations.NullMarked;
