@NullMarked
package io.whispra.embedded;

import org.jspecify.annotations.NullMarked;
