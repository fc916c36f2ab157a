package dev.footfall.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom among the packages of the program. */
@AnalyzeClasses(packages = "dev.footfall.jobs", importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {
    private static final String[] SPARK = {"org.apache.spark..", "scala.."};

    @ArchTest
    static final ArchRule theseKnowNoSpark = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.footfall.jobs.output..",
                    "dev.footfall.jobs.config..",
                    "dev.footfall.jobs.simulate..",
                    "dev.footfall.jobs.dashboard..",
                    "dev.footfall.jobs.warehouse..",
                    "dev.footfall.jobs.govern..",
                    "dev.footfall.jobs.retain..",
                    "dev.footfall.jobs.inspect..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SPARK);

    @ArchTest
    static final ArchRule theseKnowNoTablesEither = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.footfall.jobs.output..",
                    "dev.footfall.jobs.config..",
                    "dev.footfall.jobs.simulate..",
                    "dev.footfall.jobs.dashboard..",
                    "dev.footfall.jobs.inspect..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.iceberg..", "org.apache.hadoop..");

    @ArchTest
    static final ArchRule whatIsSharedKnowsNoCommand = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.footfall.jobs.output..", "dev.footfall.jobs.config..", "dev.footfall.jobs.warehouse..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.footfall.jobs.ingest..",
                    "dev.footfall.jobs.report..",
                    "dev.footfall.jobs.govern..",
                    "dev.footfall.jobs.inspect..",
                    "dev.footfall.jobs.simulate..",
                    "dev.footfall.jobs.dashboard..");

    @ArchTest
    static final ArchRule reportsDoNotKnowIngest = noClasses()
            .that()
            .resideInAPackage("dev.footfall.jobs.report..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.footfall.jobs.ingest..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ingestDoesNotKnowReports = noClasses()
            .that()
            .resideInAPackage("dev.footfall.jobs.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.footfall.jobs.report..")
            .allowEmptyShould(true);

    /** The root holds the command line, which lists all commands, and what all of them share; so it is left out. */
    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.footfall.jobs.(*)..").should().beFreeOfCycles();
}
