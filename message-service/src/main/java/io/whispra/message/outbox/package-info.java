/** From the log to Kafka: what was appended is published, sooner or later, whatever crashes. */
@NullMarked
package io.whispra.message.outbox;

import org.jspecify.annotations.NullMarked;
