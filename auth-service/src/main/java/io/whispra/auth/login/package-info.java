/** Register, log in, refresh, log out. */
@NullMarked
package io.whispra.auth.login;

import org.jspecify.annotations.NullMarked;
