@NullMarked
package io.whispra.auth.login;

import org.jspecify.annotations.NullMarked;
