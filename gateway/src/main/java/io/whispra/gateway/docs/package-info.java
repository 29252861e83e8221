/** The reference of the API for those who build on it: the contracts of all services as one, to read and to try. */
@NullMarked
package io.whispra.gateway.docs;

import org.jspecify.annotations.NullMarked;
