/** The people, whom the auth service knows. */
@NullMarked
package io.whispra.room.account;

import org.jspecify.annotations.NullMarked;
