package io.whispra.acceptance;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.whispra.acceptance.client.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A page in a browser, as somebody sees and uses it. Everything is waited for, 20 s at most. */
final class Page implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Browser browser;
    private final String id;
    private final URI base;
    private final List<String> complaints = new ArrayList<>();

    Page(Browser browser, String id, URI base) {
        this.browser = browser;
        this.id = id;
        this.base = base;
    }

    void visit(Look look) {
        var command = command("visit");
        command.set("look", look.json());
        run(command);
    }

    /** Goes to a path, which must be answered with 200. */
    Page go(String path) {
        var status = run(command("go").put("url", base.resolve(path).toString())).asInt();
        assertThat(status).as(path).isEqualTo(200);
        return this;
    }

    void reload() {
        run(command("reload"));
    }

    void back() {
        run(command("back"));
    }

    /** Path and query of where it is. */
    String path() {
        var address = URI.create(run(command("address")).asString());
        return address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + "?" + address.getRawQuery();
    }

    /** Waits until it is at a path that this is the regular expression of. */
    void arrive(String path) {
        run(command("arrive").put("pattern", "^" + base.toString().replace(".", "\\.") + path + "$"));
    }

    void offline(boolean is) {
        run(command("offline").put("is", is));
    }

    void look(String colorScheme) {
        var command = command("look");
        command.putObject("look").put("colorScheme", colorScheme);
        run(command);
    }

    void press(String key) {
        run(command("press").put("key", key));
    }

    void wheel(int by) {
        run(command("wheel").put("by", by));
    }

    void screenshot(String name) {
        run(command("screenshot").put("file", SCREENSHOTS.resolve(name + ".png").toAbsolutePath().toString()));
    }

    /** Runs the body of an asynchronous function of {@code argument}. */
    JsonNode evaluate(String script, JsonNode argument) {
        var command = command("evaluate").put("script", script);
        command.set("argument", argument);
        return run(command);
    }

    JsonNode evaluate(String script) {
        return evaluate(script, Json.object());
    }

    /** What axe finds that is serious or critical. */
    List<String> barriers() {
        var command = command("axe");
        command.putArray("impacts").add("serious").add("critical");
        return run(command).valueStream().map(JsonNode::asString).toList();
    }

    /** What the policy refused, scripts failed with, the console showed as an error and dialogs said, all in all. */
    List<String> complaints() {
        run(command("address"));
        return List.copyOf(complaints);
    }

    Part role(String role, String name) {
        return whole().role(role, name);
    }

    Part role(String role) {
        return whole().role(role);
    }

    Part roleLike(String role, String name) {
        return whole().roleLike(role, name);
    }

    Part label(String label) {
        return whole().label(label);
    }

    Part text(String text) {
        return whole().text(text);
    }

    Part css(String selector) {
        return whole().css(selector);
    }

    @Override
    public void close() {
        run(command("leave"));
    }

    ObjectNode command(String what) {
        return Json.object().put("do", what).put("page", id);
    }

    JsonNode run(ObjectNode command) {
        var report = browser.run(command);
        complaints.clear();
        report.path("complaints").forEach(complaint -> complaints.add(complaint.asString()));
        return report.path("value");
    }

    private Part whole() {
        return new Part(this, List.of());
    }
}
