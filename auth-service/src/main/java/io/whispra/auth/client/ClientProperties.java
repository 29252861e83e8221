package io.whispra.auth.client;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The services that get tokens of their own.
 *
 * @param file path of their list, see {@link ServiceClients}; empty: there are none
 */
@ConfigurationProperties("whispra.client")
record ClientProperties(@DefaultValue("") String file) {}
