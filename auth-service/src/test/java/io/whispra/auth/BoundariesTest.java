package io.whispra.auth;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.whispra", importOptions = DoNotIncludeTests.class)
class BoundariesTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("io.whispra.auth.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyLooksAtTheWholeFromInside = noClasses().that()
            .resideInAPackage("io.whispra.auth.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.whispra.auth");

    @ArchTest
    static final ArchRule noOtherServiceIsKnown = noClasses().that()
            .resideInAPackage("io.whispra.auth..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.whispra.room..", "io.whispra.message..", "io.whispra.media..",
                    "io.whispra.gateway..",
                    "io.whispra.embedded..");
}
