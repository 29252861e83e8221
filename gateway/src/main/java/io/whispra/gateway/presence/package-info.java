/** Who is there: of the people on this gateway's connections and on others', told to those who watch them. */
@NullMarked
package io.whispra.gateway.presence;

import org.jspecify.annotations.NullMarked;
