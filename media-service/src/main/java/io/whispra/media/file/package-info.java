/** Files delivered by this service, for deployments whose store browsers cannot reach. */
@NullMarked
package io.whispra.media.file;

import org.jspecify.annotations.NullMarked;
