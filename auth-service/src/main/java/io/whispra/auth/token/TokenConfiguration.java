package io.whispra.auth.token;

import io.whispra.auth.startup.ProvidedFile;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    ProvidedFile<KeySet> signingKeyFile(TokenProperties properties) {
        return SigningKeys.read(properties.signingKeys());
    }

    @Bean
    SigningKeys signingKeys(ProvidedFile<KeySet> signingKeyFile) {
        return new SigningKeys(signingKeyFile);
    }
}
