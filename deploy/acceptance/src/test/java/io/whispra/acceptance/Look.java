package io.whispra.acceptance;

import io.whispra.acceptance.client.Json;
import tools.jackson.databind.node.ObjectNode;

/** What somebody looks at a page with. */
record Look(int width, int height, boolean isPhone, String colorScheme, String locale) {

    static final Look DESKTOP = new Look(1280, 800, false, "light", "en-GB");
    static final Look PHONE = new Look(390, 844, true, "light", "en-GB");

    Look dark() {
        return new Look(width, height, isPhone, "dark", locale);
    }

    Look in(String language) {
        return new Look(width, height, isPhone, colorScheme, language);
    }

    /** As Playwright takes it for a context. */
    ObjectNode json() {
        var context = Json.object("{'viewport': {'width': %d, 'height': %d}, 'colorScheme': '%s', 'locale': '%s'}",
                width, height, colorScheme, locale);
        return isPhone ? context.put("hasTouch", true).put("isMobile", true).put("deviceScaleFactor", 2) : context;
    }
}
