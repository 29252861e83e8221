/** Accounts, one's own profile, and finding people. */
@NullMarked
package io.whispra.auth.account;

import org.jspecify.annotations.NullMarked;
