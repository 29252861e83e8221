package io.whispra.gateway.hub;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class HubConfiguration {

    @Bean
    Hub hub(HubProperties properties, Entries entries, Notices notices, Departures departures) {
        return new Hub(properties, entries, new Hub.Voices(notices, departures),
                new Hub.Threads(i -> Schedulers.newSingle("hub-" + i), Schedulers.parallel()));
    }
}
