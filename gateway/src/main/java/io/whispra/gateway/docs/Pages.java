package io.whispra.gateway.docs;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parts of the reference that are made from contract files, as HTML without a script. */
final class Pages {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private Pages() {}

    /** The catalogue of problem codes; `type` of each problem points to its row. */
    static String problems(Contracts contracts) {
        var catalogue = contracts.read("gateway/contracts/problems.yaml");
        return page("Problems", "/docs/problems", """
                <h1>Problems</h1>
                <p>Every refusal is a problem of <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>, as the body of an HTTP answer
                and as <code>error</code> of an acknowledgement, <code>data</code> of a CONNECT_ERROR and <code>problem</code> of a
                <code>bye</code>. <code>code</code> never changes its meaning; <code>detail</code> is for people and may.
                Where <code>retryAfterMs</code> is there, the same request may be repeated after it.</p>
                <table class="problems"><thead><tr><th>Code</th><th>Status</th><th>What it means</th><th>What to do</th><th>Of</th></tr></thead><tbody>
                """
                + each(catalogue, Pages::problem) + "</tbody></table>");
    }

    private static String problem(JsonNode problem) {
        return "<tr id=\"%1$s\"><td><code>%1$s</code></td><td>%2$s</td><td>%3$s.</td><td>%4$s</td><td>%5$s</td></tr>%n"
                .formatted(text(problem, "code"), text(problem, "status"), text(problem, "title"),
                        text(problem, "advice"), each(problem.path("by"), by -> escaped(by.asString()) + "<br>"));
    }

    /** The events of the sockets. */
    static String realtime(Contracts contracts, JsonMapper json) {
        var asyncapi = contracts.read("gateway/contracts/asyncapi.yaml");
        var writer = json.writerWithDefaultPrettyPrinter();
        return page("Realtime", "/docs/realtime", "<h1>Realtime</h1>\n<p>"
                + text(asyncapi.path("info"), "description") + "</p>\n"
                + operations(asyncapi)
                + named(asyncapi.path("components").path("messages"), "event",
                        payload -> writer.writeValueAsString(payload.path("payload")))
                + "<h2>Schemas</h2>\n"
                + named(asyncapi.path("components").path("schemas"), "schema", writer::writeValueAsString));
    }

    private static String operations(JsonNode asyncapi) {
        return each(asyncapi.path("operations"), operation -> "<p>" + text(operation, "summary") + "</p>\n<ul>"
                + each(operation.path("messages"), message -> {
                    var name = message.path("$ref").asString("");
                    return link(name.substring(name.lastIndexOf('/') + 1));
                }) + "</ul>\n");
    }

    private static String link(String event) {
        return "<li><a href=\"#%1$s\"><code>%1$s</code></a></li>".formatted(escaped(event));
    }

    private interface Shown {
        String of(JsonNode value);
    }

    private static String named(JsonNode all, String prefix, Shown shown) {
        return all.properties().stream()
                .map(one -> "<section id=\"%s\"><h3><code>%s</code></h3><p>%s</p><pre>%s</pre></section>%n".formatted(
                        escaped(prefix.equals("event") ? one.getKey() : prefix + "-" + one.getKey()),
                        escaped(one.getKey()), text(one.getValue(), "summary"),
                        escaped(shown.of(one.getValue()))))
                .collect(Collectors.joining());
    }

    private static String each(JsonNode nodes, Shown shown) {
        return StreamSupport.stream(nodes.spliterator(), false).map(shown::of).collect(Collectors.joining());
    }

    /** What stands between back quotes is code. */
    private static String text(JsonNode node, String name) {
        return CODE.matcher(escaped(node.path(name).asString(""))).replaceAll("<code>$1</code>");
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String page(String title, String here, String content) {
        var navigation = link(here, "/docs", "HTTP") + link(here, "/docs/realtime", "Realtime")
                + link(here, "/docs/problems", "Problems");
        return """
                <!doctype html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>Whispra: %s</title>
                  <link rel="stylesheet" href="/docs/pages.css">
                </head>
                <body>
                <nav aria-label="Reference">%s</nav>
                <article>
                %s
                </article>
                </body>
                </html>
                """.formatted(escaped(title), navigation, content);
    }

    private static String link(String here, String path, String name) {
        return "<a href=\"%s\"%s>%s</a>".formatted(path, path.equals(here) ? " aria-current=\"page\"" : "", name);
    }
}
