@NullMarked
package io.whispra.auth.store;

import org.jspecify.annotations.NullMarked;
