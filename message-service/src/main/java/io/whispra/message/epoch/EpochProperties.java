package io.whispra.message.epoch;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether history begins anew.
 *
 * @param reset whether the epoch changes at this start: after a restore from a backup, or after the store lost what it had
 *              acknowledged
 */
@ConfigurationProperties("whispra.epoch")
record EpochProperties(@DefaultValue("false") boolean reset) {}
