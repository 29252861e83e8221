/** Who is calling, and what their token permits. */
@NullMarked
package io.whispra.message.security;

import org.jspecify.annotations.NullMarked;
