@NullMarked
package io.whispra.auth.avatar;

import org.jspecify.annotations.NullMarked;
