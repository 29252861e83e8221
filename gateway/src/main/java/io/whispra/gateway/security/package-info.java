/** Who is calling, and what their token permits. */
@NullMarked
package io.whispra.gateway.security;

import org.jspecify.annotations.NullMarked;
