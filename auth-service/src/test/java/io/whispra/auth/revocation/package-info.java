@NullMarked
package io.whispra.auth.revocation;

import org.jspecify.annotations.NullMarked;
