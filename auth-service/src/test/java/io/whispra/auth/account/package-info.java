@NullMarked
package io.whispra.auth.account;

import org.jspecify.annotations.NullMarked;
