/**
 * The checker: people chat on a stack while its parts are killed, paused and stopped; then everything heals, and what each client
 * was told is held against what is stored.
 */
@NullMarked
package io.whispra.acceptance.check;

import org.jspecify.annotations.NullMarked;
