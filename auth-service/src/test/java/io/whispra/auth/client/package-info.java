@NullMarked
package io.whispra.auth.client;

import org.jspecify.annotations.NullMarked;
