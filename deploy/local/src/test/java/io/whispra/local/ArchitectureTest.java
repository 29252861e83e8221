package io.whispra.local;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.whispra.local", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("io.whispra.local.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingOfAServiceIsUsed = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("io.whispra.auth..", "io.whispra.room..", "io.whispra.message..", "io.whispra.media..",
                    "io.whispra.gateway..", "org.springframework..");

    /** It runs on the class path of a service, where nothing else of this module is. */
    @ArchTest
    static final ArchRule theChildStandsAlone = classes().that().resideInAPackage("..child..").should()
            .onlyDependOnClassesThat().resideInAnyPackage("io.whispra.local.child..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule theDemoKnowsTheStackByItsAddressOnly = noClasses().that().resideInAPackage("..demo..")
            .should().dependOnClassesThat()
            .resideInAnyPackage("io.whispra.local.stack..", "io.whispra.local.supervisor..", "io.whispra.embedded..");
}
