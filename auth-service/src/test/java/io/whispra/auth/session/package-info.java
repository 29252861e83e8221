@NullMarked
package io.whispra.auth.session;

import org.jspecify.annotations.NullMarked;
