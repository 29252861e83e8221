package io.whispra.auth.client;

import java.util.List;
import java.util.Optional;

import io.whispra.auth.secret.Secret;
import io.whispra.auth.secret.Sha256;
import io.whispra.auth.startup.CannotStart;
import io.whispra.auth.startup.ProvidedFile;

/** The configured clients. Their file, which is read again when it changes, holds no secret, only hashes. */
final class ServiceClients {

    /** What an unknown client's secret is compared with, so that it takes the same time. */
    private static final ServiceClient NOBODY = new ServiceClient("nobody", List.of(Sha256.of(new byte[0])), List.of());

    private final ProvidedFile<ClientList> file;

    ServiceClients(ProvidedFile<ClientList> file) {
        this.file = file;
    }

    /** The clients of the file, none if there is no path; {@link CannotStart} if it is not as expected. */
    static ProvidedFile<ClientList> read(String path) {
        return path.isBlank()
                ? ProvidedFile.absent("SERVICE_CLIENTS", ClientList.empty())
                : ProvidedFile.read("SERVICE_CLIENTS", path, ClientList::parse);
    }

    /** The client with this secret, if there is one. */
    Optional<ServiceClient> authenticate(String id, Secret secret) {
        var client = file.current().find(id);
        var isRight = client.orElse(NOBODY).isKnownBy(secret);
        return client.filter(_ -> isRight);
    }
}
