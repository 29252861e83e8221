package io.whispra.auth.client;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

    @Bean
    ServiceClients serviceClients(ClientProperties properties) {
        return ServiceClients.read(properties.file());
    }
}
