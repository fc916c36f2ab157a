package dev.footfall.jobs.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who relies on an encryption that is not there, or on separation that is not there, is told so. */
class EncryptionChecksTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({
        "encryption.key-id, fail",
        "encryption.data-key-length, fail",
        "parquet.encryption.footer.key, fail",
        "write.parquet.encryption.column.keys, fail",
        "write.parquet.compression-codec, ok",
        "comment, ok",
    })
    void aTableThatClaimsEncryptionIsFound(String property, Finding.Status status) {
        Finding finding = EncryptionChecks.tables(Map.of("audience.hits", Map.of(property, "secret-name")));
        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.toString()).doesNotContain("secret-name");
    }

    @ParameterizedTest
    @CsvSource({
        "spark.sql.catalog.footfall.encryption.kms-impl, fail",
        "spark.sql.catalog.x.table-default.encryption.key-id, fail",
        "spark.hadoop.parquet.crypto.factory.class, fail",
        "spark.hadoop.parquet.encryption.kms.client.class, fail",
        "spark.io.encryption.enabled, ok",
        "spark.network.crypto.enabled, ok",
        "spark.sql.shuffle.partitions, ok",
    })
    void aSettingOfSparkThatClaimsEncryptionIsFound(String setting, Finding.Status status) {
        assertThat(EncryptionChecks.spark(Map.of(setting, "value")).status()).isEqualTo(status);
    }

    @Test
    void readsTheNamesOfSparksDefaults() throws IOException {
        Path file = Files.writeString(
                temp.resolve("spark-defaults.conf"),
                "# spark.hadoop.parquet.crypto.factory.class no\n\nspark.master  local[2]\nspark.hadoop.a=b\n");
        assertThat(EncryptionChecks.defaults(file)).containsExactly("spark.hadoop.a", "spark.master");
        assertThat(EncryptionChecks.defaults(temp.resolve("none"))).isEmpty();
        assertThat(EncryptionChecks.defaults(Map.of("SPARK_HOME", "/opt/spark")))
                .isEqualTo(Path.of("/opt/spark/conf/spark-defaults.conf"));
    }

    @Test
    void doctorEndsWithThreeWhereATableOrSparkClaimsEncryption() throws IOException {
        Path w = temp.resolve("w");
        Warehouse.openOrCreate(w)
                .table(Tables.SECURITY_HITS.fullName())
                .updateProperties()
                .set("encryption.key-id", "k1")
                .commit();
        Path config = Files.writeString(
                temp.resolve("f.yaml"), "spark:\n  spark.hadoop.parquet.encryption.column.keys: 'k1:ip'\n");
        Cli.Run run = Cli.run("--warehouse", w, "--config", config, "doctor");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out())
                .containsPattern("table encryption +fail +security.hits has encryption.key-id, which nothing here")
                .containsPattern("spark table encryption +fail +spark.hadoop.parquet.encryption.column.keys");
        assertThat(Cli.run("--warehouse", temp.resolve("other"), "doctor").code())
                .isZero();
    }

    @Test
    void doctorFindsWhatIsOpenToEverybody() throws IOException {
        Path w = temp.resolve("w");
        Warehouse.openOrCreate(w);
        Cli.Run fine = Cli.run("--warehouse", w, "doctor");
        assertThat(fine.code()).as(fine.out()).isZero();
        assertThat(fine.out()).containsPattern("permissions +ok +audience rwxr-x---");
        Files.createDirectory(w.resolve("releases"));
        for (String place : new String[] {"security", "plans", "releases"}) {
            Files.setPosixFilePermissions(w.resolve(place), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Cli.Run open = Cli.run("--warehouse", w, "doctor");
        assertThat(open.code()).isEqualTo(3);
        assertThat(open.out())
                .contains("open to every user of this machine: security, plans, ")
                .contains("w/releases")
                .contains("chmod o= " + w.resolve("security"));
    }

    @Test
    void doctorTellsThatKeysAndDataHaveOneOwner() {
        Path w = temp.resolve("w");
        Cli.ingest(w, Samples.write(temp.resolve("a.log"), Samples.lines(0, 3)));
        Cli.Run run = Cli.run("--warehouse", w, "doctor");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsPattern("keys and data +warn +have one owner, ")
                .containsPattern("separation +warn +one user owns all vaults")
                .containsPattern("key files +ok")
                .containsPattern("keys +ok");
    }
}
