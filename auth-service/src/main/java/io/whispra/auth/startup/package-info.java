/** What the installation provides as files, and why the service does not start without, in one line. */
@NullMarked
package io.whispra.auth.startup;

import org.jspecify.annotations.NullMarked;
