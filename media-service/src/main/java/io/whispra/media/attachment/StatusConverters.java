package io.whispra.media.attachment;

import java.util.List;
import java.util.Locale;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;

/** Stores a status by the word that it travels by. */
@Configuration(proxyBeanMethods = false)
class StatusConverters {

    @Bean
    MongoCustomConversions conversions() {
        return new MongoCustomConversions(List.of(Writer.WORD, Reader.STATUS));
    }

    @WritingConverter
    private enum Writer implements Converter<Status, String> {
        WORD;

        @Override
        public String convert(Status status) {
            return status.word();
        }
    }

    @ReadingConverter
    private enum Reader implements Converter<String, Status> {
        STATUS;

        @Override
        public Status convert(String word) {
            return Status.valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
