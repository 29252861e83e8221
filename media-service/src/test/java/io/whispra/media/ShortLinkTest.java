package io.whispra.media;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import static org.awaitility.Awaitility.await;

@TestPropertySource(properties = "whispra.link.lifetime=2s")
class ShortLinkTest extends RunningService {
    @Test
    void t71_expiredLinkIsRefusedByTheStore() {
        var anna = newId();
        var id = newImage(anna);
        await().atMost(PATIENCE).untilAsserted(() -> follow(link(anna, id)).expectStatus().isOk());

        var link = link(anna, id);

        await().atMost(PATIENCE).untilAsserted(() -> follow(link).expectStatus().isForbidden());
    }

    private URI link(String userId, String id) {
        return URI.create(json(get(userId, id + "/link").expectStatus().isOk()).get("url").asString());
    }
}
