/** What becomes of the rooms of people whose account is gone. */
@NullMarked
package io.whispra.room.departure;

import org.jspecify.annotations.NullMarked;
