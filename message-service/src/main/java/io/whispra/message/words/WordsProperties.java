package io.whispra.message.words;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds of what texts are found by.
 *
 * @param ofMessage different words by which one message is found, the first ones of it
 * @param length    UTF-16 units; of a longer word its beginning counts
 */
@Validated
@ConfigurationProperties("whispra.words")
record WordsProperties(
        @Min(1) @Max(20_000) @DefaultValue("4000") int ofMessage,
        @Min(4) @Max(256) @DefaultValue("64") int length) {}
