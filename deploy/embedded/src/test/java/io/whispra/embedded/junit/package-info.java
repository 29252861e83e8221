@NullMarked
package io.whispra.embedded.junit;

import org.jspecify.annotations.NullMarked;
