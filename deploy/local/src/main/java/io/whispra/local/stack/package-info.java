/** What the stack consists of: services, ports, folders, secrets, infrastructure. */
@NullMarked
package io.whispra.local.stack;

import org.jspecify.annotations.NullMarked;
