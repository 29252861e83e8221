package io.whispra.acceptance;

import java.util.UUID;

import io.whispra.acceptance.client.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is put out, of a room or of a session, is told so in the browser, and nothing of it stays on the screen. */
class ExclusionIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();
    @RegisterExtension
    static final OnBrowser browser = new OnBrowser();

    @Test
    void t5WhoIsRemovedFromAnOpenRoomSeesThatAndNoMessageOfItAnyMore() {
        var account = Account.open(whispra.base(), "Ana");
        var budi = whispra.person("Budi");
        var title = "Council " + UUID.randomUUID();
        var roomId = budi.group(title, account.logIn(whispra.base()).person());
        budi.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "c1", "For members only")).expect(201);
        var ana = Visitor.signIn(browser.visit(whispra.base(), Look.DESKTOP), account);
        ana.open(title);
        ana.messages("For members only").see();

        budi.api().send("DELETE", Person.room(roomId) + "/participants/" + account.id(), null).expect(204);
        ana.page().text(Words.of("messages.state.gone.removed")).see();
        ana.messages("For members only").miss();
        ana.page().role("navigation", Words.of("rooms.title")).roleLike("link", title).miss();
        ana.field().miss();

        ana.page().reload();
        ana.page().role("navigation", Words.of("rooms.title")).see();
        ana.page().text("For members only").miss();
        assertThat(ana.page().evaluate("""
                const found = [];
                for (const {name} of await indexedDB.databases()) {
                  const db = await new Promise((done) => indexedDB.open(name).onsuccess = (e) => done(e.target.result));
                  for (const store of db.objectStoreNames) {
                    const all = await new Promise((done) =>
                      db.transaction(store).objectStore(store).getAll().onsuccess = (e) => done(e.target.result));
                    if (JSON.stringify(all).includes("For members only")) found.push(store);
                  }
                  db.close();
                }
                return found;
                """)).as("stores that still have it").isEmpty();
        assertThat(ana.page().complaints()).isEmpty();
    }

    @Test
    void t9WhoseSessionEndsElsewhereIsToldSoAndComesBackToTheRoom() {
        var account = Account.open(whispra.base(), "Ana");
        var device = account.logIn(whispra.base());
        var budi = whispra.person("Budi");
        var title = "Kitchen " + UUID.randomUUID();
        budi.group(title, device.person());
        var ana = Visitor.signIn(browser.visit(whispra.base(), Look.DESKTOP), account);
        ana.open(title);
        ana.say("Soup is ready");
        ana.seeMark("Soup is ready", "delivered");
        var place = ana.page().path();

        device.api().send("DELETE", "/api/v1/me/sessions", null).expect(204);
        ana.page().role("heading", Words.of("auth.signin.title")).see();
        assertThat(ana.page().css("main").text()).contains("Sign in again");
        ana.page().text("Soup is ready").miss();

        ana.signIn();
        ana.see(title);
        ana.messages("Soup is ready").see();
        assertThat(ana.page().path()).isEqualTo(place);
        assertThat(ana.page().complaints()).isEmpty();
    }

    @Test
    void t14WhoLogsOutLeavesNothingBehind() {
        var account = Account.open(whispra.base(), "Ana");
        var title = "Attic " + UUID.randomUUID();
        account.logIn(whispra.base()).person().group(title, whispra.person("Budi"));
        var ana = Visitor.signIn(browser.visit(whispra.base(), Look.DESKTOP), account);
        ana.open(title);
        ana.say("Leave no trace");
        ana.seeMark("Leave no trace", "delivered");

        ana.page().role("button", Words.of("auth.menu", "name", "Ana")).click();
        ana.page().role("menuitem", Words.of("auth.logout.action")).click();
        ana.page().role("heading", Words.of("auth.signin.title")).see();
        ana.page().reload();
        ana.page().role("heading", Words.of("auth.signin.title")).see();
        assertThat(ana.page().evaluate("""
                let kept = JSON.stringify({...localStorage, ...sessionStorage});
                for (const {name} of await indexedDB.databases()) {
                  const db = await new Promise((done) => indexedDB.open(name).onsuccess = (e) => done(e.target.result));
                  for (const store of db.objectStoreNames) {
                    kept += JSON.stringify(await new Promise((done) =>
                      db.transaction(store).objectStore(store).getAll().onsuccess = (e) => done(e.target.result)));
                  }
                  db.close();
                }
                return kept.includes(argument.said) || kept.includes(argument.who);
                """, Json.object().put("said", "Leave no trace").put("who", account.id())).asBoolean()).isFalse();
        assertThat(ana.page().complaints()).isEmpty();
    }
}
