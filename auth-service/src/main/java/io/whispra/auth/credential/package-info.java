/** Changes of an account that end its sessions: another password, disabling, deletion. */
@NullMarked
package io.whispra.auth.credential;

import org.jspecify.annotations.NullMarked;
