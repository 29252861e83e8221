package io.whispra.acceptance.check;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * What a message reads after all that was done to it.
 *
 * @param reactions who reacted with what, in the order in which they did
 */
record Reading(String content, Map<String, List<String>> reactions) {

    /** As the API tells it. */
    static Reading of(JsonNode message) {
        var reactions = new TreeMap<String, List<String>>();
        message.path("reactions").forEachEntry((emoji, people) -> reactions.put(emoji,
                people.valueStream().map(JsonNode::asString).toList()));
        return new Reading(message.path("data").path("content").asString(""), reactions);
    }

    /** By seq, as it follows from a log. */
    static Map<Long, Reading> all(List<Fact> log) {
        var contents = new HashMap<Long, String>();
        var reactions = new HashMap<Long, Map<String, Set<String>>>();
        for (var fact : log) {
            var of = reactions.computeIfAbsent(fact.said().of(), _ -> new TreeMap<>());
            var people = of.computeIfAbsent(fact.said().text(), _ -> new LinkedHashSet<>());
            switch (fact.kind()) {
                case Fact.MESSAGE -> contents.put(fact.seq(), fact.said().text());
                case "edit" -> contents.put(fact.said().of(), fact.said().text());
                case "reaction.added" -> people.add(fact.actor());
                case "reaction.removed" -> people.remove(fact.actor());
                default -> {
                }
            }
            if (people.isEmpty()) {
                of.remove(fact.said().text());
            }
        }
        var readings = new HashMap<Long, Reading>();
        contents.forEach((seq, content) -> readings.put(seq,
                new Reading(content, listed(reactions.getOrDefault(seq, Map.of())))));
        return readings;
    }

    private static Map<String, List<String>> listed(Map<String, Set<String>> reactions) {
        var listed = new TreeMap<String, List<String>>();
        reactions.forEach((emoji, people) -> listed.put(emoji, List.copyOf(people)));
        return listed;
    }
}
