package io.whispra.acceptance;

import java.util.List;
import java.util.UUID;

import io.whispra.acceptance.client.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What people write, and call themselves, their rooms and their files, is text in the browser, whatever it is. */
class HostileTextIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();
    @RegisterExtension
    static final OnBrowser browser = new OnBrowser();

    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(2)>",
            "<svg/onload=alert(3)>",
            "<svg><script>alert&#40;4&#41;</script>",
            "\"><iframe srcdoc='<script>parent.alert(5)</script>'>",
            "<a href=\"javascript:alert(6)\">come</a>",
            "[come](javascript:alert(7))",
            "[come](JaVaScRiPt:alert(8))",
            "[come](\u0001javascript:alert(9))",
            "[come](data:text/html,<script>alert(10)</script>)",
            "[come](vbscript:msgbox(11))",
            "![x](x\" onerror=\"alert(12))",
            "![x](javascript:alert(13))",
            "<javascript:alert(14)>",
            "javascript://example.org/%0Aalert(15)",
            "[a]: javascript:alert(16)\n\n[a]",
            "`<img src=x onerror=alert(17)>`",
            "```html\n<img src=x onerror=alert(18)>\n```",
            "```\"><img src=x onerror=alert(19)>\nx\n```",
            "<math><mi//xlink:href=\"data:x,<script>alert(20)</script>\">",
            "{{constructor.constructor('alert(21)')()}}",
            "<style>@import'javascript:alert(22)';</style>",
            "<form action=javascript:alert(23)><input type=submit>",
            "<details open ontoggle=alert(24)>",
            "<b style=\"background:url(javascript:alert(25))\">x</b>",
            "https://example.org/\" onmouseover=\"alert(26)",
            "[<img src=x onerror=alert(27)>](https://example.org)",
            "@<img src=x onerror=alert(28)>",
            "\u202Egnp.exe\u202C \u2066hidden\u2069",
            "%0Ajavascript:alert(29)",
            "&lt;img src=x onerror=alert(30)&gt;");

    @Test
    void t69NothingThatPeopleWriteRunsOrLeadsToAScript() {
        var account = Account.open(whispra.base(), "Ana");
        var ana = account.logIn(whispra.base()).person();
        var mallory = whispra.person("Mallory");
        var title = "<img src=x onerror=alert(0)>" + UUID.randomUUID();
        var roomId = mallory.api()
                .post("/api/v1/rooms", Json.object("{'type': 'group', 'clientId': '%s'}", UUID.randomUUID())
                        .put("name", title).put("description", HOSTILE.getFirst())
                        .set("participantIds", Json.object("{'ids': ['%s']}", account.id()).get("ids")))
                .expect(201)
                .path("id").asString();
        mallory.api().send("PATCH", "/api/v1/me", Json.object().put("name", "<b onclick=alert(9)>Mal"));
        for (var text : HOSTILE) {
            mallory.api()
                    .post(Person.room(roomId) + "/messages", Person.text(roomId, UUID.randomUUID().toString(), text))
                    .expect(201);
        }
        var file = mallory.api().upload("<img src=x onerror=alert(40)>.html", "text/html",
                "<script>alert(41)</script>".getBytes(java.nio.charset.StandardCharsets.UTF_8)).expect(201);
        mallory.api().post(Person.room(roomId) + "/messages", Json.object(
                "{'clientId': '%s', 'type': 'file', 'content': 'The end', 'attachmentIds': ['%s']}", UUID.randomUUID(),
                file.path("id").asString())).expect(201);

        var visitor = Visitor.signIn(browser.visit(whispra.base(), Look.DESKTOP), account);
        var page = visitor.page();
        page.role("navigation", Words.of("rooms.title")).role("link").css("xpath=self::*[contains(@href, '/rooms/')]")
                .nth(0).click();
        visitor.messages("script").nth(0).see();
        for (var turn = 0; turn < 12; turn++) {
            assertThat(page.evaluate("""
                    return [...document.querySelectorAll("a[href]")].filter((a) => !/^https?:$/.test(a.protocol)).map((a) => a.outerHTML);
                    """)).as("links that lead to no page").isEmpty();
            assertThat(page.evaluate("""
                    return [...document.querySelectorAll("#app a[target], article a[href^=http]")]
                      .filter((a) => a.origin !== location.origin && !a.rel.includes("noopener")).map((a) => a.outerHTML);
                    """)).as("links that may reach back").isEmpty();
            assertThat(page.evaluate("""
                    return [...document.querySelectorAll("article *")].filter((e) =>
                      e.matches("script, iframe, object, embed, form, style, math, details, meta, base, link, img[src='x']") ||
                      [...e.attributes].some((a) => a.name.startsWith("on"))).map((e) => e.outerHTML);
                    """)).as("elements that people made").isEmpty();
            page.role("main").css("[role=group]").nth(0).ask("element.scrollTop += 300");
        }
        visitor.messages("The end").see();
        page.go("/rooms/" + roomId + "/info").role("complementary").see();
        page.go("/search").role("main").role("searchbox").fill("alert");
        page.press("Enter");
        page.role("main").css("mark").see();
        assertThat(page.evaluate("return document.title + document.querySelectorAll('img[src=x]').length").asString())
                .endsWith("0");
        assertThat(page.complaints()).isEmpty();
        assertThat(ana.token()).isNotEmpty();
    }
}
