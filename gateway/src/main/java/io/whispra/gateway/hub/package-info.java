/**
 * Who listens to which room, and what they get, in which order. Knows rooms, listeners and cursors; entries pass through as bytes. How it
 * keeps its promises is told in RATIONALE.md.
 */
@NullMarked
package io.whispra.gateway.hub;

import org.jspecify.annotations.NullMarked;
