package io.whispra.media;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class MediaService {

    public static void main(String[] args) {
        SpringApplication.run(MediaService.class, args);
    }
}
