/** What others are told of people, sooner or later, whatever crashes. */
@NullMarked
package io.whispra.auth.event;

import org.jspecify.annotations.NullMarked;
