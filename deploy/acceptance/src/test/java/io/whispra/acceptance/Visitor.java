package io.whispra.acceptance;

import java.util.Locale;
import java.util.UUID;

import io.whispra.acceptance.Part.File;

/** Somebody who uses Whispra in a browser, as its own pages let them; see {@link Words} for what is written there. */
record Visitor(String name, String email, String password, Page page) {

    /** Comes to the address, and makes an account there. */
    static Visitor register(Page page, String name) {
        var visitor = new Visitor(name, "%s.%s@example.org".formatted(name.toLowerCase(Locale.ROOT), UUID.randomUUID()),
                "correct horse " + UUID.randomUUID(), page);
        page.go("/");
        page.role("link", Words.of("auth.register.action")).click();
        page.label(Words.of("auth.name.label")).fill(name);
        page.label(Words.of("auth.email")).fill(visitor.email);
        page.label(Words.of("auth.password.label")).fill(visitor.password);
        page.role("button", Words.of("auth.register.action")).click();
        visitor.seeChats();
        return visitor;
    }

    /** With an account that there is, on the page for it. */
    static Visitor signIn(Page page, Account account) {
        var visitor = new Visitor(account.name(), account.email(), account.password(), page);
        page.go("/");
        visitor.signIn();
        visitor.seeChats();
        return visitor;
    }

    /** Fills in what the page for it asks. */
    void signIn() {
        page.label(Words.of("auth.email")).fill(email);
        page.label(Words.of("auth.password.label")).fill(password);
        page.role("button", Words.of("auth.signin.action")).click();
    }

    private void seeChats() {
        page.role("navigation", Words.of("rooms.title")).see();
    }

    /** Makes a group with somebody who is found by their address. */
    void group(String title, Visitor other) {
        page.role("link", Words.of("rooms.new.title")).nth(0).click();
        page.role("main").roleLike("button", Words.of("rooms.new.group")).click();
        page.label(Words.of("people.find.label")).fill(other.email);
        page.roleLike("checkbox", other.name).click();
        page.role("button", Words.one("rooms.new.next")).click();
        page.label(Words.of("rooms.name.label")).fill(title);
        page.role("button", Words.of("rooms.new.create")).click();
        see(title);
    }

    /** Opens a chat from the list. */
    void open(String title) {
        page.role("navigation", Words.of("rooms.title")).roleLike("link", title).click();
        see(title);
    }

    /** Waits until that chat is what is shown. */
    void see(String title) {
        page.role("main").role("heading", title).see();
    }

    Part field() {
        return page.role("textbox", Words.of("composer.field.label"));
    }

    void say(String text) {
        field().fill(text);
        page.role("button", Words.of("composer.send")).click();
    }

    void send(String caption, File... files) {
        page.role("button", Words.of("composer.attach")).choose(files);
        field().fill(caption);
        page.role("button", Words.of("composer.send")).click();
    }

    /** The messages that have this in them. */
    Part messages(String content) {
        return page.roleLike("article", content);
    }

    /** Waits until a message is marked so, such as `read`. */
    void seeMark(String content, String progress) {
        messages(content).nth(-1).text(Words.of("messages.progress." + progress)).see();
    }
}
