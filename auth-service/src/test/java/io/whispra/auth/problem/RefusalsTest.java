package io.whispra.auth.problem;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.UncategorizedMongoDbException;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalsTest {

    @Test
    void f20_aConnectionThatIsCutBecauseOfAnotherIsAnOutage() {
        assertThat(type(new MongoException("the pool is paused"))).isEqualTo(ProblemType.UNAVAILABLE);
    }

    @Test
    void aCommandThatTheDatabaseRefusesIsOurMistake() {
        assertThat(type(new MongoCommandException(new BsonDocument(), new ServerAddress())))
                .isEqualTo(ProblemType.INTERNAL);
    }

    private static ProblemType type(MongoException cause) {
        return Refusals.of(new UncategorizedMongoDbException("uncategorized", cause)).type();
    }
}
