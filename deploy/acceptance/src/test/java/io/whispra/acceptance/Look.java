package io.whispra.acceptance;

import io.whispra.acceptance.client.Json;
import tools.jackson.databind.node.ObjectNode;

/** What somebody looks at a page with. */
enum Look {
    DESKTOP("{'viewport': {'width': 1280, 'height': 800}, 'colorScheme': 'light'}"),
    PHONE("""
            {'viewport': {'width': 390, 'height': 844}, 'colorScheme': 'light',
             'hasTouch': true, 'isMobile': true, 'deviceScaleFactor': 2}""");

    private final String context;

    Look(String context) {
        this.context = context;
    }

    /** As Playwright takes it for a context. */
    ObjectNode json() {
        return Json.object(context);
    }
}
