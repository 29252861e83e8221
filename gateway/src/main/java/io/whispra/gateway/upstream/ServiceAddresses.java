package io.whispra.gateway.upstream;

import java.net.URI;
import java.util.List;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the services are.
 *
 * @param auth     the auth service
 * @param room     the room service
 * @param messages every instance of the message service
 * @param media    the media service
 */
@Validated
@ConfigurationProperties("whispra.services")
public record ServiceAddresses(@NotNull URI auth, @NotNull URI room, @NotEmpty List<URI> messages, @NotNull URI media) {

    public ServiceAddresses {
        messages = messages == null ? List.of() : List.copyOf(messages);
    }
}
