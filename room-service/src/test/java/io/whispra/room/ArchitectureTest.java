package io.whispra.room;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.whispra", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule featuresDoNotDependOnEachOtherInCycles = slices().matching("io.whispra.room.(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule noOtherServiceIsUsed = noClasses().that().resideInAPackage("io.whispra.room..").should()
            .dependOnClassesThat().resideInAnyPackage("io.whispra.auth..", "io.whispra.message..", "io.whispra.media..",
                    "io.whispra.gateway..", "io.whispra.embedded..");

    @ArchTest
    static final ArchRule rulesKnowNoTransport = noClasses().that().resideInAPackage("io.whispra.room.aggregate..")
            .should().dependOnClassesThat().resideInAnyPackage("org.springframework.web..", "org.apache.kafka..");
}
