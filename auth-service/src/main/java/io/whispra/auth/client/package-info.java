/** Tokens for services: OAuth 2.0 client credentials. */
@NullMarked
package io.whispra.auth.client;

import org.jspecify.annotations.NullMarked;
