/** Access tokens and the keys that sign them. */
@NullMarked
package io.whispra.auth.token;

import org.jspecify.annotations.NullMarked;
