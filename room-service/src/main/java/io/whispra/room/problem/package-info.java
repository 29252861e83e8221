/** Refusals: the catalogue of problem codes and the one place that turns an error into an answer. */
@NullMarked
package io.whispra.room.problem;

import org.jspecify.annotations.NullMarked;
