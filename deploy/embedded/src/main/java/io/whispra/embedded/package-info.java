/**
 * The servers that Whispra needs, in this JVM and on loopback: for tests and for trying Whispra on one machine.
 */
@NullMarked
package io.whispra.embedded;

import org.jspecify.annotations.NullMarked;
