package io.whispra.gateway;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.whispra.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("io.whispra.gateway.(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule noCodeIsSharedWithAnotherService = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.whispra.auth..", "io.whispra.room..", "io.whispra.message..", "io.whispra.media..",
                    "io.whispra.embedded..", "io.whispra.local..");

    @ArchTest
    static final ArchRule routingAndSocketsDoNotKnowEachOther = noClasses().that()
            .resideInAPackage("..edge..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..socket..", "..socketio..", "..engineio..", "..plain..", "..hub..", "..chat..");

    @ArchTest
    static final ArchRule transportsKnowNoChat = noClasses().that()
            .resideInAnyPackage("..socket..", "..socketio..", "..engineio..", "..plain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..hub..", "..chat..", "..log..", "..upstream..", "..edge..");

    @ArchTest
    static final ArchRule theHubKnowsNoJsonNoKafkaAndNoHttp = noClasses().that()
            .resideInAPackage("..hub..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tools.jackson..", "org.apache.kafka..", "org.springframework.web..", "reactor.netty..",
                    "..upstream..", "..log..", "..chat..");
}
