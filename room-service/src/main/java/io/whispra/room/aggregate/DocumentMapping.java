package io.whispra.room.aggregate;

import java.util.List;
import java.util.Map;

import org.bson.Document;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/** Documents hold the names of the wire, and no names of classes. */
@Configuration(proxyBeanMethods = false)
class DocumentMapping {

    @Bean
    MongoCustomConversions mongoCustomConversions() {
        return new MongoCustomConversions(List.of(RoleWriter.INSTANCE, RoleReader.INSTANCE, TypeWriter.INSTANCE,
                TypeReader.INSTANCE, HistoryWriter.INSTANCE, HistoryReader.INSTANCE, FactWriter.INSTANCE,
                FactReader.INSTANCE));
    }

    @Bean
    MappingMongoConverter mappingMongoConverter(MongoMappingContext context, MongoCustomConversions conversions) {
        var converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
        converter.setCustomConversions(conversions);
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        return converter;
    }

    @WritingConverter
    enum RoleWriter implements Converter<Role, String> {
        INSTANCE;

        @Override
        public String convert(Role role) {
            return role.wire();
        }
    }

    @ReadingConverter
    enum RoleReader implements Converter<String, Role> {
        INSTANCE;

        @Override
        public Role convert(String wire) {
            return Role.of(wire);
        }
    }

    @WritingConverter
    enum TypeWriter implements Converter<RoomType, String> {
        INSTANCE;

        @Override
        public String convert(RoomType type) {
            return type.wire();
        }
    }

    @ReadingConverter
    enum TypeReader implements Converter<String, RoomType> {
        INSTANCE;

        @Override
        public RoomType convert(String wire) {
            return RoomType.of(wire);
        }
    }

    @WritingConverter
    enum HistoryWriter implements Converter<History, String> {
        INSTANCE;

        @Override
        public String convert(History history) {
            return history.wire();
        }
    }

    @ReadingConverter
    enum HistoryReader implements Converter<String, History> {
        INSTANCE;

        @Override
        public History convert(String wire) {
            return History.of(wire);
        }
    }

    @WritingConverter
    enum FactWriter implements Converter<Fact, Document> {
        INSTANCE;

        @Override
        public Document convert(Fact fact) {
            return new Document("kind", fact.kind()).append("data", new Document(fact.data()));
        }
    }

    @ReadingConverter
    enum FactReader implements Converter<Document, Fact> {
        INSTANCE;

        @Override
        public Fact convert(Document document) {
            return Fact.of(document.getString("kind"), document.get("data", Map.of()));
        }
    }
}
