package io.whispra.message;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.whispra", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("io.whispra.message.(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule noOtherServicesPackagesAreUsed = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.whispra.message..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.whispra.auth..", "io.whispra.room..", "io.whispra.media..", "io.whispra.gateway..",
                    "io.whispra.embedded..");

    @ArchTest
    static final ArchRule logKnowsNothingOfWhatIsBuiltOnIt = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.whispra.message.entry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.whispra.message.append..", "io.whispra.message.fold..",
                    "io.whispra.message.outbox..",
                    "io.whispra.message.history..", "io.whispra.message.send..", "io.whispra.message.internal..");
}
