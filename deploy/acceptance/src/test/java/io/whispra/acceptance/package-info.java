/** What Whispra promises, seen from outside: through HTTP and sockets, with real clients, at any deployment that has a URL. */
@NullMarked
package io.whispra.acceptance;

import org.jspecify.annotations.NullMarked;
