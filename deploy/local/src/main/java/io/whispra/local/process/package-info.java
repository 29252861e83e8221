/** Child processes: started, watched, restarted, stopped. */
@NullMarked
package io.whispra.local.process;

import org.jspecify.annotations.NullMarked;
