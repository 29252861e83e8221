package io.whispra.media.content;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.whispra.media.problem.ProblemType;
import io.whispra.media.problem.Refusal;
import io.whispra.media.storage.Part;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class InspectionTest {
    private static final byte[] PNG = Drawn.file("png", 3, 2);
    private static final byte[] JPEG = Drawn.file("jpg", 3, 2);
    private static final byte[] PDF = bytes("%PDF-1.7\n");
    private static final byte[] HTML = bytes("<html><script>alert(1)</script></html>");
    private static final byte[] TEXT = bytes("hello");
    private static final byte[] MP4 = bytes("\0\0\0\u0018ftypisom\0\0\2\0isomiso2mp41");

    private final Inspection inspection = new Inspection(Drawn.limits());

    @AfterEach
    void stop() {
        inspection.destroy();
    }

    @ParameterizedTest
    @MethodSource
    void t70_nameThatSaysAnotherTypeThanTheContentIsRefused(String name, byte[] content) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> look(content, null, name))
                .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.CONTENT_MISMATCH));
    }

    static Stream<Arguments> t70_nameThatSaysAnotherTypeThanTheContentIsRefused() {
        return Stream.of(arguments("x.png.html", PNG), arguments("x.HTML", PNG), arguments("x.svg", PNG),
                arguments("x.js", PNG), arguments("x.exe", JPEG), arguments("x.jpg", PNG), arguments("x.png", JPEG),
                arguments("x.png", TEXT), arguments("x.pdf", HTML), arguments("x.PNG", HTML), arguments("x.zip", PDF),
                arguments("x.mp4", TEXT), arguments("x.webm", MP4), arguments("x.gif", bytes("GIF")),
                arguments("x.pdf", bytes(" %PDF-1.7")), arguments("x.pdf", bytes("/*\n%PDF-1.7\n*/alert(1)")));
    }

    @ParameterizedTest
    @MethodSource
    void nameThatSaysTheSameOrNothingIsAccepted(String name, byte[] content, String type) {
        assertThat(look(content, null, name)).isEqualTo(type);
    }

    static Stream<Arguments> nameThatSaysTheSameOrNothingIsAccepted() {
        return Stream.of(arguments("", PNG, "image/png"), arguments("x", PNG, "image/png"),
                arguments("README", PNG, "image/png"), arguments("x.", PNG, "image/png"),
                arguments("x.png", PNG, "image/png"), arguments("x.html.png", PNG, "image/png"),
                arguments("x.apng", PNG, "image/png"), arguments("x.JPG", JPEG, "image/jpeg"),
                arguments("x.jpeg", JPEG, "image/jpeg"), arguments("x.jfif", JPEG, "image/jpeg"),
                arguments("x.unheard", PNG, "image/png"), arguments("at 12.34.56", PNG, "image/png"),
                arguments("x.pdf", PDF, "application/pdf"), arguments("x.mp4", MP4, "video/mp4"),
                arguments("x.m4v", MP4, "video/mp4"), arguments("x." + "n".repeat(300), PNG, "image/png"));
    }

    /** They are saved, never displayed, whatever their names say. */
    @ParameterizedTest
    @MethodSource
    void t70_whatIsNotOnTheListIsInert(String name, byte[] content) {
        assertThat(look(content, null, name)).isEqualTo("application/octet-stream");
    }

    static Stream<Arguments> t70_whatIsNotOnTheListIsInert() {
        return Stream.of(arguments("x.html", HTML), arguments("x.txt", HTML), arguments("x", HTML),
                arguments("x.svg", bytes("<svg xmlns='http://www.w3.org/2000/svg'/>")),
                arguments("x.js", bytes("/*\n%PDF-1.7\n*/alert(1)")), arguments("x", bytes("\n%PDF-1.7\n")),
                arguments("x.docx", bytes("PK\3\4")), arguments("x.exe", bytes("MZ")));
    }

    @ParameterizedTest
    @CsvSource({"x.png,image/jpeg", "x.html,image/png", "x.png,text/html", "x.svg,image/png", "x.pdf,text/plain",
            "x.png.exe,image/png", "x.mp4,video/webm"})
    void t70_declarationThatTheNameContradictsIsRefusedBeforeAnyByte(String name, String declared) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> inspection.requireAgreement(name, MediaType.valueOf(declared)))
                .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.CONTENT_MISMATCH));
    }

    @ParameterizedTest
    @CsvSource({"x.png,image/png", "x.JPG,image/jpg", "x,image/png", "x.png,application/octet-stream", "x.png,",
            "x.html,text/plain", "x.m4v,video/mp4", "x.zip,application/octet-stream"})
    void declarationThatTheNameSupportsIsAccepted(String name, @Nullable String declared) {
        assertThatCode(() -> inspection.requireAgreement(name, declared == null ? null : MediaType.valueOf(declared)))
                .doesNotThrowAnyException();
    }

    @Test
    void fileOfItsFirstBytesAloneIsWhatTheySay() {
        assertThat(look(bytes("%PDF-"), null, "x.pdf")).isEqualTo("application/pdf");
    }

    private String look(byte[] content, @Nullable MediaType declared, String name) {
        var part = new Part(1, List.of(content), content.length, true);
        var found = inspection.of(part, declared, name).block();
        return found == null ? "" : found.type();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
