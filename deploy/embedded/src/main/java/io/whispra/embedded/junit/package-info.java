/**
 * JUnit extensions: each server is started once per JVM, when first asked for, and each extension instance has its
 * own database, topics or bucket on it.
 */
@NullMarked
package io.whispra.embedded.junit;

import org.jspecify.annotations.NullMarked;
