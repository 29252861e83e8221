package io.whispra.acceptance;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.whispra.acceptance.client.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** A room with a long past keeps its place while older messages load. */
class LongHistoryIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();
    @RegisterExtension
    static final OnBrowser browser = new OnBrowser();

    private static final int MESSAGES = Integer.getInteger("whispra.history.messages", 1_000);
    private static final int AT_ONCE = 16;
    private static final int TURNS = 40;

    /**
     * Follows, frame by frame, the message in the middle of what is shown while the list is scrolled up, and tells by how many pixels
     * it ever moved otherwise than the scrolling moved it.
     */
    private static final String SCROLL_UP = """
            const frame = () => new Promise(requestAnimationFrame);
            const box = element.getBoundingClientRect();
            const middle = box.top + box.height / 2;
            const rows = () => [...element.querySelectorAll("article")];
            const topOf = (row) => row.getBoundingClientRect().top;
            // Nobody scrolls in the frames in which the room has just opened, and its last rows are being measured.
            for (let n = 0; n < 30; n++) await frame();
            let worst = 0, shown = rows().length;
            for (let turn = 0; turn < argument.turns; turn++) {
              const row = rows().find((one) => topOf(one) <= middle && one.getBoundingClientRect().bottom >= middle) ?? rows()[0];
              element.scrollTop -= 240;
              await frame();
              const at = topOf(row);
              for (let n = 0; n < 12; n++) {
                await frame();
                if (row.isConnected) worst = Math.max(worst, Math.abs(topOf(row) - at));
              }
              shown = Math.max(shown, rows().length);
            }
            return {worst, shown, first: rows()[0]?.textContent};
            """;

    @Test
    void scrollingUpThroughThousandsOfMessagesNeverJumpsAndALinkLeadsIntoTheFarPast() throws Exception {
        var account = Account.open(whispra.base(), "Ana");
        var title = "Chronicle " + UUID.randomUUID();
        var roomId = account.logIn(whispra.base()).person().group(title, whispra.person("Budi"));
        fill(account.logIn(whispra.base()).person(), roomId);
        var ana = Visitor.signIn(browser.visit(whispra.base(), Look.DESKTOP), account);
        ana.open(title);
        ana.messages("Entry %05d".formatted(MESSAGES)).see();

        var list = ana.page().role("group", Words.of("messages.list", "title", title));
        var seen = list.ask(SCROLL_UP.replace("argument.turns", Integer.toString(TURNS)));

        assertThat(seen.path("worst").asDouble()).as("pixels by which it jumped: %s", seen).isLessThanOrEqualTo(2);
        assertThat(seen.path("shown").asInt()).as("messages that are on the page at once").isLessThan(150);
        assertThat(ana.messages("Entry %05d".formatted(MESSAGES)).count()).as("the end is out of sight").isZero();
        ana.page().roleLike("button", Words.of("messages.latest.name")).click();
        ana.messages("Entry %05d".formatted(MESSAGES)).see();

        ana.page().go("/rooms/" + roomId + "?at=42");
        ana.see(title);
        var early = Log.read(account.logIn(whispra.base()).person(), roomId).get(41).path("data").path("content")
                .asString();
        ana.messages(early.substring(0, "Entry 00000".length())).see();
        assertThat(ana.page().complaints()).isEmpty();
    }

    private static void fill(Person author, String roomId) throws InterruptedException, ExecutionException {
        try (var senders = Executors.newFixedThreadPool(AT_ONCE)) {
            // The last one comes last; the others in whatever order.
            var all = IntStream.range(1, MESSAGES)
                    .<Callable<Void>>mapToObj(n -> () -> {
                        say(author, roomId, n);
                        return null;
                    }).toList();
            for (Future<Void> sent : senders.invokeAll(all)) {
                sent.get();
            }
        }
        say(author, roomId, MESSAGES);
    }

    private static void say(Person author, String roomId, int n) {
        var text = "Entry %05d".formatted(n) + ", and what there was to tell of it".repeat(n % 7);
        var answer = Api.patiently(() -> author.api().post(Person.room(roomId) + "/messages",
                Person.text(roomId, "entry-" + n, text)));
        assertThat(answer.status()).as("%s", answer).isIn(200, 201);
    }
}
