@NullMarked
package io.whispra.auth.event;

import org.jspecify.annotations.NullMarked;
