package io.whispra.auth.throttle;

/**
 * Somebody wants to log in.
 *
 * @param account the email address as accounts have it, or what was typed if none can have it
 */
public record LoginTry(String account, ClientAddress from) {}
