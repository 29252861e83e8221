@NullMarked
package io.whispra.auth.token;

import org.jspecify.annotations.NullMarked;
