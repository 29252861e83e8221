/** Sending a message: what a person asks for, checked, completed with what the media service knows, and appended. */
@NullMarked
package io.whispra.message.send;

import org.jspecify.annotations.NullMarked;
