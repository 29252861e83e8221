@NullMarked
package io.whispra.auth.password;

import org.jspecify.annotations.NullMarked;
