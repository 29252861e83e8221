/** Passwords: what is accepted, and the hashing of them. */
@NullMarked
package io.whispra.auth.password;

import org.jspecify.annotations.NullMarked;
