/** Who is calling, and what their token permits. */
@NullMarked
package io.whispra.auth.security;

import org.jspecify.annotations.NullMarked;
