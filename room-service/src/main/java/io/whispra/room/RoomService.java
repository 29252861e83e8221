package io.whispra.room;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class RoomService {

    public static void main(String[] args) {
        SpringApplication.run(RoomService.class, args);
    }
}
