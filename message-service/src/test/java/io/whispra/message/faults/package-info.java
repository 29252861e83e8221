/** What the service withstands: stores that break, processes that die, clocks that are wrong. */
@NullMarked
package io.whispra.message.faults;

import org.jspecify.annotations.NullMarked;
