/** What runs inside a service's process, beside the service. */
@NullMarked
package io.whispra.local.child;

import org.jspecify.annotations.NullMarked;
