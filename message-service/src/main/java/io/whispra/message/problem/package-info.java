/** Refusals: the catalogue of problem codes and the one place that turns an error into an answer. */
@NullMarked
package io.whispra.message.problem;

import org.jspecify.annotations.NullMarked;
