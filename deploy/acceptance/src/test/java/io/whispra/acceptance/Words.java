package io.whispra.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.whispra.acceptance.client.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** What the interface says, from its own catalogue. */
final class Words {

    private static final Path ENGLISH = Path.of("../../gateway/web/src/i18n/en");

    private Words() {}

    /** The first form of a text that has one for one, and others for more. */
    static String one(String key, String... values) {
        return of(key, values).split(" \\| ", 2)[0];
    }

    /**
     * The English text at a key such as `auth.register.submit`, with its places filled in.
     *
     * @param values of the places in the text: a name and a value in turn
     */
    static String of(String key, String... values) {
        var parts = key.split("\\.", 2);
        try {
            var catalogue = Json.read(Files.readString(ENGLISH.resolve(parts[0] + ".json")));
            var text = catalogue.at("/" + parts[1].replace('.', '/')).asString("");
            assertThat(text).as(key).isNotEmpty();
            for (var i = 0; i < values.length; i += 2) {
                text = text.replace("{" + values[i] + "}", values[i + 1]);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
