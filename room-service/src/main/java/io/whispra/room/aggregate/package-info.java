/** The room as one document: its rules, its version and the changes that the log does not have yet. */
@NullMarked
package io.whispra.room.aggregate;

import org.jspecify.annotations.NullMarked;
