package dev.footfall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/** Who may know whom among the packages of the domain. */
@AnalyzeClasses(packages = "dev.footfall", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {
    /** All but the adapters for Spark. */
    private static final String[] PURE = {
        "dev.footfall.log..",
        "dev.footfall.agent..",
        "dev.footfall.geo..",
        "dev.footfall.page..",
        "dev.footfall.privacy..",
        "dev.footfall.rare..",
        "dev.footfall.noise..",
        "dev.footfall.estimate..",
        "dev.footfall.signal..",
        "dev.footfall.ledger..",
        "dev.footfall.stats..",
        "dev.footfall.table..",
        "dev.footfall.text.."
    };

    @ArchTest
    static final ArchRule pureDomainKnowsNoEngine = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache..", "scala..");

    @ArchTest
    static final ArchRule pureDomainKnowsNoAdapterAndNoJob = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.footfall.udf..", "dev.footfall.jobs..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.footfall.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule textAndTablesStandAtTheBottom = classes()
            .that()
            .resideInAnyPackage("dev.footfall.text..", "dev.footfall.table..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "dev.footfall.text..", "dev.footfall.table..");

    @ArchTest
    static final ArchRule onlyPrivacyHandlesKeys = noClasses()
            .that()
            .resideOutsideOfPackage("dev.footfall.privacy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.crypto.tink..", "javax.crypto..");

    @ArchTest
    static final ArchRule onlyGeoReadsDatabases = noClasses()
            .that()
            .resideOutsideOfPackage("dev.footfall.geo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.maxmind..");

    @ArchTest
    static final ArchRule nothingIsPrintedByTheDomain = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
