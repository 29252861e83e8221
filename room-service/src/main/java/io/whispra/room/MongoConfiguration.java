package io.whispra.room;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Nothing is answered that a failover could take back: writes and reads are those of the majority. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

    @Bean
    MongoClientSettingsBuilderCustomizer majority(DatabaseProperties properties) {
        var select = properties.select().toMillis();
        var answer = properties.answer().toMillis();
        return settings -> settings
                .writeConcern(WriteConcern.MAJORITY)
                .readConcern(ReadConcern.MAJORITY)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(select, TimeUnit.MILLISECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(properties.connections())
                        .maxWaitTime(select, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(select, TimeUnit.MILLISECONDS)
                        .readTimeout(answer, TimeUnit.MILLISECONDS));
    }

    /**
     * How long the database may take.
     *
     * @param select      until a server, and a connection to it, is found
     * @param answer      until it answers
     * @param connections at most so many
     */
    @ConfigurationProperties("whispra.database")
    record DatabaseProperties(@DefaultValue("2s") Duration select, @DefaultValue("5s") Duration answer,
            @DefaultValue("50") int connections) {}
}
