package io.whispra.message.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.whispra.message.entry.Entry;
import io.whispra.message.entry.EntryData.Message;
import io.whispra.message.words.Words;
import org.springframework.stereotype.Component;

/** Where in a message the words stand that were looked for. */
@Component
class Highlights {

    private final Words words;
    private final SearchProperties properties;

    Highlights(Words words, SearchProperties properties) {
        this.words = words;
        this.properties = properties;
    }

    /** A part of `content`, in UTF-16 units; `end` is exclusive. */
    record Highlight(int start, int end) {}

    /** In what the message says now, by place; those that overlap are one. None if it was found by the name of a file. */
    List<Highlight> in(Entry entry, Set<String> wanted) {
        var marked = new ArrayList<Highlight>();
        if (!(entry.current() instanceof Message message) || message.content() == null) {
            return marked;
        }
        for (var word : words.in(message.content())) {
            if (!wanted.contains(word.text())) {
                continue;
            }
            if (!marked.isEmpty() && word.start() < marked.getLast().end()) {
                var last = marked.removeLast();
                marked.add(new Highlight(last.start(), Math.max(last.end(), word.end())));
            } else if (marked.size() == properties.highlights()) {
                break;
            } else {
                marked.add(new Highlight(word.start(), word.end()));
            }
        }
        return marked;
    }
}
