package io.whispra.media;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "io.whispra.media", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("io.whispra.media.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule otherServicesAreReachedOverTheNetworkOnly = noClasses().should()
            .dependOnClassesThat(resideInAPackage("io.whispra..").and(not(resideInAPackage("io.whispra.media.."))));

    @ArchTest
    static final ArchRule onlyStorageKnowsS3 = noClasses().that()
            .resideOutsideOfPackage("io.whispra.media.storage")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule onlyContentKnowsTikaAndImages = noClasses().that()
            .resideOutsideOfPackage("io.whispra.media.content")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.tika..", "javax.imageio..");
}
