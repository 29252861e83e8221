package io.whispra.acceptance;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import io.whispra.acceptance.client.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Something on a page, found by what it is to people, within something else. */
record Part(Page page, List<ObjectNode> steps) {

    /** A file to choose. */
    record File(String name, String type, String base64) {

        static File of(String name, String type, byte[] bytes) {
            return new File(name, type, Base64.getEncoder().encodeToString(bytes));
        }
    }

    /** Where it is, in CSS pixels of the window. */
    record Box(double x, double y, double width, double height) {}

    Part role(String role) {
        return and(Json.object().put("role", role));
    }

    /** With just this name. */
    Part role(String role, String name) {
        return and(Json.object().put("role", role).put("name", name));
    }

    /** With this in its name, in whatever case. */
    Part roleLike(String role, String name) {
        return and(Json.object().put("role", role).put("name", name).put("like", true));
    }

    Part label(String label) {
        return and(Json.object().put("label", label));
    }

    Part text(String text) {
        return and(Json.object().put("text", text));
    }

    Part textLike(String text) {
        return and(Json.object().put("text", text).put("like", true));
    }

    Part css(String selector) {
        return and(Json.object().put("css", selector));
    }

    /** One of several; the last is -1. */
    Part nth(int n) {
        var last = steps.getLast().deepCopy().put("nth", n);
        return new Part(page, Stream.concat(steps.stream().limit(steps.size() - 1L), Stream.of(last)).toList());
    }

    void click() {
        page.run(command("click"));
    }

    void clickRight() {
        page.run(command("click").put("button", "right"));
    }

    void tap() {
        page.run(command("tap"));
    }

    void hover() {
        page.run(command("hover"));
    }

    void fill(String text) {
        page.run(command("fill").put("text", text));
    }

    /** Key by key. */
    void type(String text) {
        page.run(command("type").put("text", text));
    }

    void press(String key) {
        page.run(command("pressIn").put("key", key));
    }

    /** Clicks, and chooses these in the dialog that opens. */
    void choose(File... files) {
        var command = command("choose");
        var chosen = command.putArray("files");
        for (var file : files) {
            chosen.addObject().put("name", file.name()).put("type", file.type())
                    .put("bytes", file.base64());
        }
        page.run(command);
    }

    /** Waits until it is there to see. */
    Part see() {
        page.run(command("see"));
        return this;
    }

    /** Waits until it is not there to see. */
    void miss() {
        page.run(command("miss"));
    }

    int count() {
        return page.run(command("count")).asInt();
    }

    String text() {
        return page.run(command("text")).asString();
    }

    String value() {
        return page.run(command("value")).asString();
    }

    String attribute(String name) {
        return page.run(command("attribute").put("name", name)).asString("");
    }

    Box box() {
        var box = page.run(command("box"));
        return new Box(box.path("x").asDouble(), box.path("y").asDouble(), box.path("width").asDouble(),
                box.path("height").asDouble());
    }

    /** Runs the body of an asynchronous function of {@code element}. */
    JsonNode ask(String script) {
        return page.run(command("ask").put("script", script));
    }

    private ObjectNode command(String what) {
        var command = page.command(what);
        var place = command.putArray("place");
        steps.forEach(place::add);
        return command;
    }

    private Part and(ObjectNode step) {
        return new Part(page, Stream.concat(steps.stream(), Stream.of(step)).toList());
    }
}
