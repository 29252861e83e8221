/** Files on their way in: read part by part, looked at, stored, and cleared away where that did not end well. */
@NullMarked
package io.whispra.media.upload;

import org.jspecify.annotations.NullMarked;
