/** Accounts, sessions, and the tokens that the other services trust. */
@NullMarked
package io.whispra.auth;

import org.jspecify.annotations.NullMarked;
