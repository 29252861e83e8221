package io.whispra.embedded.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** For what only the real MongoDB or Kafka can show; skipped, with this reason, unless they were asked for. */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = Docker.PROPERTY, matches = "true", disabledReason = "needs the real servers in Docker: ./mvnw verify -Pdocker")
public @interface RequiresDocker {
}
