package io.whispra.gateway.edge;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.whispra.gateway.Contracts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the table of what is let in against the contracts of the services. */
class ResourcesTest {

    private static final Map<String, String> EXAMPLES = Map.of("{seq}", "7", "{emoji}", "%F0%9F%91%8D");
    private static final Set<Service> MEDIA = Set.of(Service.MEDIA, Service.UPLOAD, Service.FILE);
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @ParameterizedTest
    @CsvSource({"auth-service, AUTH", "room-service, ROOM", "message-service, MESSAGE", "media-service, MEDIA"})
    void whatAServiceOffersIsLetInExceptWhatIsInternal(String folder, Service service) {
        var paths = Contracts.read("../" + folder + "/contracts/openapi.yaml").path("paths");

        assertThat(paths.properties()).isNotEmpty().allSatisfy(path -> {
            var resource = Resources.at(Template.split(example(path.getKey())));
            if (path.getKey().startsWith("/internal/")) {
                assertThat(resource).isNull();
                return;
            }
            assertThat(resource).as(path.getKey()).isNotNull();
            var methods = path.getValue().propertyNames().stream().filter(METHODS::contains)
                    .map(method -> HttpMethod.valueOf(method.toUpperCase(Locale.ROOT))).toList();
            assertThat(resource).extracting(Resource::service)
                    .isIn(service == Service.MEDIA ? MEDIA : Set.of(service));
            assertThat(resource).extracting(Resource::methods).satisfies(
                    allowed -> assertThat(allowed).as(path.getKey()).containsAll(methods));
        });
    }

    @Test
    void whatTheGatewayOffersIsLetIn() {
        assertThat(Contracts.read("contracts/openapi.yaml").path("paths").propertyNames())
                .allSatisfy(path -> assertThat(Resources.at(Template.split(path))).extracting(Resource::service)
                        .isEqualTo(Service.GATEWAY));
    }

    private static String example(String template) {
        var path = template;
        for (var example : EXAMPLES.entrySet()) {
            path = path.replace(example.getKey(), example.getValue());
        }
        return path.replaceAll("\\{[A-Za-z]+}", "id-1");
    }
}
