package io.whispra.auth.client;

import io.whispra.auth.startup.ProvidedFile;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

    @Bean
    ProvidedFile<ClientList> serviceClientFile(ClientProperties properties) {
        return ServiceClients.read(properties.file());
    }

    @Bean
    ServiceClients serviceClients(ProvidedFile<ClientList> serviceClientFile) {
        return new ServiceClients(serviceClientFile);
    }
}
