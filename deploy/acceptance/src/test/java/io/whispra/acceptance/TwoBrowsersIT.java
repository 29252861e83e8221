package io.whispra.acceptance;

import java.util.List;
import java.util.UUID;

import io.whispra.acceptance.Part.File;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Two newcomers open the address, and chat with everything that there is to send. */
class TwoBrowsersIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();
    @RegisterExtension
    static final OnBrowser browser = new OnBrowser();

    private static final File IMAGE = File.of("sea.png", "image/png", Samples.png(640, 400));
    private static final File VIDEO = File.of("evening.webm", "video/webm", Samples.webm());
    private static final File PDF = File.of("plan.pdf", "application/pdf", Samples.pdf());

    @ParameterizedTest
    @EnumSource
    void newcomersMakeARoomAndChatWithEveryTypeOfMessage(Look look) {
        var ana = Visitor.register(browser.visit(whispra.base(), look), "Ana");
        var budi = Visitor.register(browser.visit(whispra.base(), look), "Budi");
        var title = "Harbour " + UUID.randomUUID();

        ana.group(title, budi);
        ana.say("Are you there?");
        budi.open(title);
        budi.messages("Are you there?").see();
        ana.seeMark("Are you there?", "read");
        budi.say("Just arrived");
        ana.messages("Just arrived").see();

        sendEverything(ana, budi);
        sendEverything(budi, ana);
        assertThat(ana.page().complaints()).isEmpty();
        assertThat(budi.page().complaints()).isEmpty();
    }

    private static void sendEverything(Visitor sender, Visitor reader) {
        sender.send("The sea by " + sender.name(), IMAGE);
        sender.send("The evening by " + sender.name(), VIDEO);
        sender.send("The plan by " + sender.name(), PDF);
        for (var one : List.of(sender, reader)) {
            seeFiles(one, sender.name());
        }
        sender.seeMark("The plan by " + sender.name(), "read");
    }

    private static void seeFiles(Visitor reader, String sender) {
        var image = reader.messages("The sea by " + sender).role("img",
                Words.of("media.image.alt", "name", "The sea by " + sender));
        image.see();
        Waiting.until("the picture", () -> image.ask("return element.naturalWidth").asInt() > 0 ? true : null);
        assertThat(image.ask("""
                const inner = element.getBoundingClientRect(), outer = element.closest("button").getBoundingClientRect();
                return Math.abs(inner.top - outer.top) + Math.abs(inner.bottom - outer.bottom)""").asDouble())
                .as("px by which it is not where it belongs").isLessThan(2);
        var video = reader.messages("The evening by " + sender)
                .label(Words.of("media.video.label", "name", "evening.webm"));
        video.see();
        Waiting.until("the video", () -> video.ask("return element.videoWidth").asInt() == 160 ? true : null);
        reader.messages("The plan by " + sender)
                .role("button", Words.of("media.pdf.open", "name", "plan.pdf")).see();
    }

    @Test
    void whoComesBackIsStillSignedInAndHasTheWholeConversation() {
        var ana = Visitor.register(browser.visit(whispra.base(), Look.DESKTOP), "Ana");
        var budi = Visitor.register(browser.visit(whispra.base(), Look.DESKTOP), "Budi");
        var title = "Garden " + UUID.randomUUID();
        ana.group(title, budi);
        ana.say("See you tomorrow");
        ana.seeMark("See you tomorrow", "delivered");

        ana.page().reload();
        ana.see(title);
        ana.messages("See you tomorrow").see();
        assertThat(ana.page().path()).startsWith("/rooms/");
        assertThat(ana.page().complaints()).isEmpty();
    }
}
