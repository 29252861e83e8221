/** Two people chat on the running stack, and the transcript is checked. */
@NullMarked
package io.whispra.local.demo;

import org.jspecify.annotations.NullMarked;
