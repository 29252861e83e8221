package io.whispra.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.whispra.acceptance.Part.File;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** No view has a serious or critical barrier for anybody, as far as axe can tell; in both themes, on desktop and phone. */
class BarriersIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();
    @RegisterExtension
    static final OnBrowser browser = new OnBrowser();

    private final List<String> barriers = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void eachViewIsForEverybodyInBothThemes(Look look) {
        var page = browser.visit(whispra.base(), look);
        page.go("/signin").role("heading", Words.of("auth.signin.title")).see();
        look("sign-in", page);
        page.go("/register").role("heading", Words.of("auth.register.title")).see();
        look("register", page);

        var account = Account.open(whispra.base(), "Ana");
        var budi = whispra.person("Budi");
        var title = "Library " + UUID.randomUUID();
        var roomId = budi.group(title, account.logIn(whispra.base()).person());
        for (var text : List.of("Plain words", "**Bold**, `code` and a [link](https://example.org)",
                "```\nlet x = 1;\n```", "> said before")) {
            budi.api().post(Person.room(roomId) + "/messages", Person.text(roomId, UUID.randomUUID().toString(), text))
                    .expect(201);
        }
        var ana = Visitor.signIn(page, account);
        look("rooms", page);
        ana.open(title);
        ana.send("A picture", File.of("sea.png", "image/png", Samples.png(320, 200)));
        ana.send("A plan", File.of("plan.pdf", "application/pdf", Samples.pdf()));
        ana.seeMark("A plan", "delivered");
        look("conversation", page);
        page.role("button", Words.of("composer.emoji.open")).click();
        page.role("dialog").see();
        look("emoji", page);
        page.press("Escape");
        for (var view : List.of("/rooms/" + roomId + "/info", "/search", "/new", "/settings", "/settings/profile",
                "/settings/devices")) {
            page.go(view).role("heading").nth(0).see();
            page.css("[aria-busy=true], .skeleton").miss();
            look(view, page);
        }
        assertThat(barriers).isEmpty();
        assertThat(page.complaints()).isEmpty();
    }

    private void look(String view, Page page) {
        for (var theme : List.of("light", "dark")) {
            page.look(theme);
            page.barriers().forEach(barrier -> barriers.add(view + ", " + theme + ": " + barrier));
        }
    }
}
