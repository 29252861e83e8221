@NullMarked
package io.whispra.message.revocation;

import org.jspecify.annotations.NullMarked;
