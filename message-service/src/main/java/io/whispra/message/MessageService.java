package io.whispra.message;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class MessageService {

    public static void main(String[] args) {
        SpringApplication.run(MessageService.class, args);
    }
}
