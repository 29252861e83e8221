@NullMarked
package io.whispra.message.outbox;

import org.jspecify.annotations.NullMarked;
