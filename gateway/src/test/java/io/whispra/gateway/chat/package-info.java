@NullMarked
package io.whispra.gateway.chat;

import org.jspecify.annotations.NullMarked;
