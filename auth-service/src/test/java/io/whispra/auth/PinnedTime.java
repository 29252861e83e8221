package io.whispra.auth;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

@TestConfiguration(proxyBeanMethods = false)
class PinnedTime {

    @Bean
    @Primary
    TestClock testClock() {
        return new TestClock();
    }
}
