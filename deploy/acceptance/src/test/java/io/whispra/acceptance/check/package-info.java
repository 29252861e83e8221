/** The judge is judged: each invariant notices when it is broken. */
@NullMarked
package io.whispra.acceptance.check;

import org.jspecify.annotations.NullMarked;
