package io.whispra.gateway.socketio;

import java.nio.charset.StandardCharsets;

import io.whispra.gateway.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BinaryNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DecoderTest {

    private final JsonMapper json = JsonMapper.builder().build();
    private final Decoder decoder = new Decoder(json);

    private @Nullable Packet text(String message) {
        return decoder.text(message.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode node(String text) {
        return json.readTree(text);
    }

    @Test
    void packetsOfTheDocumentAreRead() {
        assertThat(text("0")).isEqualTo(new Packet.Connect("/", json.createObjectNode()));
        assertThat(text("0{\"token\":\"123\"}"))
                .isEqualTo(new Packet.Connect("/", json.createObjectNode().put("token", "123")));
        assertThat(text("0/admin,")).isEqualTo(new Packet.Connect("/admin", json.createObjectNode()));
        assertThat(text("0/admin,{\"a\":1}"))
                .isEqualTo(new Packet.Connect("/admin", json.createObjectNode().put("a", 1)));
        assertThat(text("1/admin,")).isEqualTo(new Packet.Disconnect("/admin"));
        assertThat(text("1")).isEqualTo(new Packet.Disconnect("/"));
        assertThat(text("2[\"foo\"]")).isInstanceOfSatisfying(Packet.Event.class, event -> {
            assertThat(event.id()).isNull();
            assertThat(event.name()).isEqualTo("foo");
            assertThat(event.args()).isEmpty();
        });
        assertThat(text("2/admin,12[\"foo\",1,{\"a\":2}]")).isInstanceOfSatisfying(Packet.Event.class, event -> {
            assertThat(event.namespace()).isEqualTo("/admin");
            assertThat(event.id()).isEqualTo(12);
            assertThat(event.args()).containsExactly(node("1"), node("{\"a\":2}"));
        });
        assertThat(text("3/admin,13[]")).isInstanceOfSatisfying(Packet.Ack.class, ack -> {
            assertThat(ack.id()).isEqualTo(13);
            assertThat(ack.args()).isEmpty();
        });
    }

    @Test
    void attachmentsTakeTheirPlaces() {
        assertThat(text(
                "52-/admin,7[\"b\",{\"x\":[{\"_placeholder\":true,\"num\":1}]},{\"_placeholder\":true,\"num\":0}]"))
                .isNull();
        assertThat(decoder.isAwaiting()).isTrue();
        assertThat(decoder.binary(new byte[]{1})).isNull();
        assertThat(decoder.binary(new byte[]{2})).isInstanceOfSatisfying(Packet.Event.class, event -> {
            assertThat(event.id()).isEqualTo(7);
            assertThat(event.args().get(0).at("/x/0")).isEqualTo(BinaryNode.valueOf(new byte[]{2}));
            assertThat(event.args().get(1)).isEqualTo(BinaryNode.valueOf(new byte[]{1}));
        });
        assertThat(decoder.isAwaiting()).isFalse();
        assertThat(text("61-4[{\"_placeholder\":true,\"num\":0}]")).isNull();
        assertThat(decoder.binary(new byte[]{3})).isInstanceOf(Packet.Ack.class);
        assertThat(text("50-[\"none\"]")).isInstanceOf(Packet.Event.class);
    }

    @Test
    void tenAttachmentsAreTheMost() {
        assertThat(text("510-[\"b\"]")).isNull();
        for (var i = 0; i < 9; i++) {
            assertThat(decoder.binary(new byte[0])).isNull();
        }
        assertThat(decoder.binary(new byte[0])).isInstanceOf(Packet.Event.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "7", "9[]", "4{\"message\":\"x\"}", "4", "0[]", "0\"x\"", "0null", "0{", "1{}",
            "1[]",
            "2", "2{}", "2[]", "2[1]", "2[null]", "2[[\"x\"]]", "2[\"x\"", "2[\"x\"]]", "2\"x\"", "3[]", "3/a,[]",
            "31{}",
            "2[\"connect\"]", "2[\"connect_error\"]", "2[\"disconnect\"]", "2[\"disconnecting\"]", "2[\"newListener\"]",
            "2[\"removeListener\"]", "5", "5-", "5-[\"x\"]", "5x-[\"x\"]", "51[\"x\"]", "51", "51-", "51-{}",
            "511-[\"x\"]", "5999999999-[\"x\"]", "2/a", "21234567890123456[\"x\"]", "2-1[\"x\"]"})
    void t55_malformedPacketsAreRefused(String packet) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> text(packet));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1", "\"0\"", "1e9", "0.0", "null", "99999999999"})
    void t56_placeholderOfNoAttachmentIsRefused(String num) {
        assertThat(text("51-[\"x\",{\"_placeholder\":true,\"num\":" + num + "}]")).isNull();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> decoder.binary(new byte[1]));
    }

    @Test
    void t56_placeholderWithoutNumberIsRefused() {
        assertThat(text("51-[\"x\",{\"_placeholder\":true}]")).isNull();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> decoder.binary(new byte[1]));
    }

    @Test
    void t55_attachmentOfNothingIsRefused() {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> decoder.binary(new byte[1]));
    }

    @Test
    void t55_textInsteadOfAnAttachmentIsRefused() {
        assertThat(text("51-[\"x\"]")).isNull();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> text("2[\"x\"]"));
    }

    @Test
    void t55_deepNestingIsRefused() {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> text("2[\"x\"," + "[".repeat(20_000)));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> text("2[\"x\"," + "[".repeat(5_000) + "]".repeat(5_000) + "]"));
    }

    @Test
    void t55_prototypeIsJustAName() {
        assertThat(text("2[\"x\",{\"__proto__\":{\"a\":1}}]")).isInstanceOfSatisfying(Packet.Event.class,
                event -> assertThat(event.args()).containsExactly(node("{\"__proto__\":{\"a\":1}}")));
    }
}
