package dev.footfall.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that cannot be used ends a command with one clear line, and nothing half-written. */
@Timeout(120)
class CatalogueErrorsTest {
    private static TestDatabase server;

    @TempDir
    Path temp;

    private Path log;

    @BeforeAll
    static void start() {
        server = TestDatabase.get();
    }

    @BeforeEach
    void writeLog() {
        log = Samples.write(temp.resolve("a.log"), Samples.lines(0, 3));
    }

    private Path configuration(String... lines) {
        return Samples.write(temp.resolve("f.yaml"), "catalog:\n  " + String.join("\n  ", lines) + "\n");
    }

    private void assertRefused(Path warehouse, Path config, int code, String... expected) {
        Cli.Run run = Cli.run("--warehouse", warehouse, "--config", config, "ingest", log);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.complaints()).singleElement().asString().contains(expected);
        assertThat(run.err()).doesNotContain(TestDatabase.password());
        assertThat(run.out()).isEmpty();
    }

    /** The password of these is right, but for the last: PATH holds none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:1/footfall | footfall | FOOTFALL_TEST_DATABASE_PASSWORD | 1 | cannot reach the catalogue's database localhost:1/footfall",
                "SERVER/none | footfall | FOOTFALL_TEST_DATABASE_PASSWORD | 2 | there is no database SERVER/none",
                "SERVER/footfall | footfall | FOOTFALL_NOT_SET | 2 | the environment variable FOOTFALL_NOT_SET is not set",
                "SERVER/footfall | guest | FOOTFALL_TEST_DATABASE_PASSWORD | 2 | no permission in the catalogue's database SERVER/footfall",
                "SERVER/footfall | footfall | PATH | 2 | refuses user 'footfall'",
            })
    void whatCannotBeUsedIsSaidInOneLine(String place, String user, String variable, int code, String expected) {
        String here = server.uri().replaceAll("^jdbc:postgresql://|/footfall$", "");
        server.execute("CREATE SCHEMA IF NOT EXISTS locked");
        server.execute("GRANT USAGE ON SCHEMA locked TO guest"); // where a guest finds no tables, and may make none
        Path config = configuration(
                "uri: jdbc:postgresql://" + place.replace("SERVER", here),
                "user: " + user,
                "password_variable: " + variable,
                "schema: " + (user.equals("guest") ? "locked" : "public"));

        assertRefused(temp.resolve("w"), config, code, expected.replace("SERVER", here));

        assertThat(temp.resolve("w")).doesNotExist();
        Cli.Run doctor = Cli.run("--warehouse", temp.resolve("w"), "--config", config, "doctor");
        assertThat(doctor.code()).isEqualTo(3);
        assertThat(doctor.out()).containsPattern("catalogue +fail").doesNotContain(TestDatabase.password());
    }

    @Test
    void aMissingPasswordIsSaid() {
        assertRefused(
                temp.resolve("w"),
                configuration("uri: " + server.uri(), "user: footfall"),
                2,
                "rejects the connection",
                "check catalog.user and catalog.password_variable");
    }

    @Test
    void aMissingSchemaIsSaid() {
        assertRefused(
                temp.resolve("w"),
                configuration(
                        "uri: " + server.uri(),
                        "user: footfall",
                        "password_variable: " + TestDatabase.PASSWORD_VARIABLE,
                        "schema: nowhere"),
                2,
                "lacks the schema",
                "check catalog.schema");
    }

    @Test
    void aWarehouseOfOneCatalogueIsNotOpenedWithTheOther() throws IOException {
        Path plain = temp.resolve("plain");
        assertThat(Cli.run("--warehouse", plain, "ingest", log).code()).isZero();
        Path config = server.configuration(temp.resolve("f.yaml"), "errors-kinds");
        assertRefused(plain, config, 2, "has its catalogue in its directory", "take catalog: out of footfall.yaml");

        Path shared = temp.resolve("shared");
        assertThat(Cli.run("--warehouse", shared, "--config", config, "ingest", log)
                        .code())
                .isZero();
        for (String command : new String[] {"ingest", "tables"}) {
            Object[] words = command.equals("ingest")
                    ? new Object[] {"--warehouse", shared, command, log}
                    : new Object[] {"--warehouse", shared, command};
            Cli.Run run = Cli.run(words);
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.complaints())
                    .singleElement()
                    .asString()
                    .contains("has its catalogue in a database, under the name 'errors-kinds'", "catalog:");
        }
    }

    @Test
    void twoWarehousesDoNotShareAName() {
        Path config = server.configuration(temp.resolve("f.yaml"), "errors-name");
        assertThat(Cli.run("--warehouse", temp.resolve("one"), "--config", config, "ingest", log)
                        .code())
                .isZero();
        assertRefused(
                temp.resolve("two"),
                config,
                2,
                "the name 'errors-name' is that of the warehouse",
                "choose another catalog.name");
        assertThat(temp.resolve("two")).doesNotExist();

        Path other = server.configuration(temp.resolve("g.yaml"), "errors-other");
        assertRefused(temp.resolve("one"), other, 2, "is called 'errors-name', and catalog.name is 'errors-other'");
    }

    /** As when a file system is not mounted: nothing is made in its place. */
    @Test
    void aWarehouseWhoseFilesAreGoneIsNotMadeAgain() {
        Path w = temp.resolve("gone");
        Path config = server.configuration(temp.resolve("f.yaml"), "errors-gone");
        assertThat(Cli.run("--warehouse", w, "--config", config, "ingest", log).code())
                .isZero();
        org.apache.hadoop.fs.FileUtil.fullyDelete(w.toFile());

        assertRefused(w, config, 2, "knows warehouse 'errors-gone' at " + w + ", where there is none");

        assertThat(w).doesNotExist();
    }

    @Test
    void aMakingThatWasBrokenOffIsTakenUp() throws IOException {
        Path w = temp.resolve("half");
        Path config = server.configuration(temp.resolve("f.yaml"), "errors-half");
        assertThat(Cli.run("--warehouse", w, "--config", config, "ingest", log).code())
                .isZero();
        // As it is when the program dies before the last table is made, and what there is on the disk is removed.
        server.execute("UPDATE footfall_warehouses SET made = false WHERE name = 'errors-half'");
        org.apache.hadoop.fs.FileUtil.fullyDelete(w.toFile());

        Cli.Run again = Cli.run("--warehouse", w, "--config", config, "ingest", "--output", "json", log);

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.rows().get(0)).containsEntry("hits", 3);
        assertThat(Files.readString(w.resolve("footfall-warehouse"))).contains("errors-half");
    }

    @Test
    void doctorNamesTheCatalogue() {
        Path config = server.configuration(temp.resolve("f.yaml"), "errors-doctor");
        Cli.Run run = Cli.run("--warehouse", temp.resolve("w"), "--config", config, "doctor");
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .containsPattern("catalogue +ok +'errors-doctor' in 127.0.0.1:\\d+/footfall, PostgreSQL \\d");
        assertThat(Cli.run("--warehouse", temp.resolve("w"), "doctor").out())
                .containsPattern("catalogue +ok +in the warehouse's directory, for one machine");
    }
}
