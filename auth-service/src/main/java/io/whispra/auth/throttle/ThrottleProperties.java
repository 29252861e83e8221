package io.whispra.auth.throttle;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often somebody may try, as `tries/pause after which there is one more`. Everything is counted by this instance alone,
 * in memory.
 *
 * @param enabled        whether anything is counted at all
 * @param trustedProxies networks (CIDR) whose `X-Forwarded-For` is believed
 * @param maxKeys        addresses, accounts and pairs of them that each limit remembers; then the least used are forgotten
 * @param login          wrong passwords for one account from one address
 * @param loginAddress   wrong passwords from one address, for all accounts together
 * @param loginAccount   wrong passwords for one account from all addresses together
 * @param registration   registrations from one address
 * @param confirmation   wrong passwords of one person who is signed in and has to repeat it
 * @param profile        changes of one person's name or picture
 * @param search         searches of one person
 */
@ConfigurationProperties("whispra.throttle")
record ThrottleProperties(@DefaultValue("true") boolean enabled, @DefaultValue List<String> trustedProxies,
        @DefaultValue("50000") int maxKeys, @DefaultValue("10/30s") Limit login,
        @DefaultValue("60/1s") Limit loginAddress, @DefaultValue("100/5m") Limit loginAccount,
        @DefaultValue("30/10s") Limit registration, @DefaultValue("10/30s") Limit confirmation,
        @DefaultValue("10/5m") Limit profile, @DefaultValue("30/1s") Limit search) {

    ThrottleProperties {
        trustedProxies = List.copyOf(trustedProxies);
        if (maxKeys < 1) {
            throw new IllegalArgumentException("whispra.throttle.max-keys must be at least 1, not " + maxKeys);
        }
    }
}
