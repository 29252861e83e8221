package io.whispra.auth;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import io.whispra.auth.startup.Prerequisite;
import io.whispra.auth.token.NewSigningKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class AuthService {

    private static final Logger log = LoggerFactory.getLogger(AuthService.class);

    /** Of all beans the first, and with it what it asks for. */
    AuthService(List<Prerequisite> prerequisites) {
        log.debug("Read what the installation provides, files={}", prerequisites.size());
    }

    /** Starts the service; with {@code --generate-signing-keys=<path>} alone it writes a new key file and ends. */
    public static void main(String[] args) {
        if (NewSigningKeys.isAskedFor(args)) {
            System.exit(NewSigningKeys.generate(args[0]));
        }
        SpringApplication.run(AuthService.class, args);
    }

    /** Milliseconds, as they are stored and travel. */
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
