/** The web client: its files, as they were built into this gateway, and its pages. */
@NullMarked
package io.whispra.gateway.web;

import org.jspecify.annotations.NullMarked;
