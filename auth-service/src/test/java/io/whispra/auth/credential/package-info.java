@NullMarked
package io.whispra.auth.credential;

import org.jspecify.annotations.NullMarked;
