/** Topics whose records may be lost or repeated without harm: how they are made, read and written. */
@NullMarked
package io.whispra.gateway.kafka;

import org.jspecify.annotations.NullMarked;
