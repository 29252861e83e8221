package io.whispra.embedded;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** On the class path that services see: surefire is told to leave the sheltered libraries off it. */
class ShelteredLoaderTest {
    private static final String XML = "tools.jackson.dataformat.xml.XmlMapper";
    private static final String GUEST = S3Credentials.class.getName();

    private final ClassLoader classPath = getClass().getClassLoader();
    private final ClassLoader sheltered = new ShelteredLoader(classPath, Set.of(GUEST));

    @Test
    void findsWhatTheClassPathDoesNotShow() throws ClassNotFoundException {
        assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> classPath.loadClass(XML));
        assertThat(sheltered.loadClass(XML).getClassLoader()).isSameAs(sheltered);
        String services = "META-INF/services/javax.xml.stream.XMLInputFactory";
        assertThat(classPath.getResource(services)).isNull();
        assertThat(sheltered.getResource(services)).isNotNull();
    }

    @Test
    void loadsGuestsItselfAndLeavesTheRestToTheClassPath() throws ClassNotFoundException {
        assertThat(sheltered.loadClass(GUEST)).isNotSameAs(S3Credentials.class);
        assertThat(sheltered.loadClass(EmbeddedS3.class.getName())).isSameAs(EmbeddedS3.class);
    }
}
