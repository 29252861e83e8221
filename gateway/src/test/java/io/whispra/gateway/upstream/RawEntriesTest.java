package io.whispra.gateway.upstream;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.whispra.gateway.hub.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RawEntriesTest {

    private final RawEntries raw = new RawEntries(JsonMapper.builder().build());

    @Test
    void entriesAreTheVeryBytesThatCame() {
        var first = "{\"seq\": 7 , \"roomId\":\"r1\",\"kind\":\"message\",\"data\":{\"content\":\"}]ä😀\\u00e4\",\"userId\":\"x\"},\"n\":1.50}";
        var second = "{\"roomId\":\"r1\",\"data\":{\"nested\":{\"userId\":\"no\"},\"userId\":\"anna\"},\"seq\":8,\"kind\":\"member.added\"}";

        var page = raw.page(bytes("{\"headSeq\":9,\"entries\":[" + first + " , " + second
                + "],\"unknown\":{\"entries\":[]},\"hasMore\":true}"));

        assertThat(page.headSeq()).isEqualTo(9);
        assertThat(page.hasMore()).isTrue();
        assertThat(page.entries()).extracting(entry -> new String(entry.event().json(), StandardCharsets.UTF_8))
                .containsExactly(first, second);
        assertThat(page.entries()).extracting(Entry::seq).containsExactly(7L, 8L);
        assertThat(page.entries()).extracting(Entry::subject).containsExactly(null, "anna");
    }

    @Test
    void aPageMayBeEmpty() {
        assertThat(raw.page(bytes("{\"entries\":[],\"headSeq\":3}")))
                .isEqualTo(new EntryPage(List.of(), 3, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"entries\":{}}", "{\"entries\":[{}]}", "{\"entries\":[{\"roomId\":1}]}",
            "{\"entries\":[{\"roomId\":\"r\",\"kind\":\"message\",\"seq\":\"1\"}]}", "{\"entries\":[", "nonsense"})
    void whatIsNoPageIsRefused(String body) {
        assertThatThrownBy(() -> raw.page(bytes(body)))
                .isInstanceOfAny(JacksonException.class, IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
