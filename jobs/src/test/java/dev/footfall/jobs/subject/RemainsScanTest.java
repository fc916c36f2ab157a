package dev.footfall.jobs.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.privacy.GivenIdentifier;
import dev.footfall.privacy.GivenIdentifier.Kind;
import dev.footfall.privacy.LiveForms;
import dev.footfall.privacy.PolicyVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control of every proof: of a visitor who was not erased, the scan finds each token, compressed as it is. */
class RemainsScanTest {
    @TempDir
    Path temp;

    @Test
    void findsEachTokenOfAVisitorInCompressedPages() {
        Path log = Samples.write(
                temp.resolve("a.log"),
                "198.51.100.23 - ada.lovelace [14/Oct/2026:08:00:00 +0000] \"GET /a HTTP/1.1\" 200 10 \"-\" \"curl/8\""
                        + " \"ff_id=c00kieada; sid=sada1\" \"-\" 1500\n");
        Cli.ingest(temp.resolve("w"), log, "--format", "combined_cookie", "--final");
        List<GivenIdentifier> ada = List.of(
                GivenIdentifier.of(Kind.ACCOUNT, "ada.lovelace").orElseThrow(),
                GivenIdentifier.of(Kind.COOKIE, "c00kieada").orElseThrow(),
                GivenIdentifier.of(Kind.COOKIE, "sada1").orElseThrow(),
                GivenIdentifier.of(Kind.ADDRESS, "198.51.100.23").orElseThrow());
        Warehouse warehouse = Warehouse.open(temp.resolve("w"));
        LiveForms forms = LiveForms.of(ada);
        try (WarehouseLock lock = warehouse.lockForReading()) {
            new Subject(warehouse, ada, PolicyVersions.bundled()).tokens().living(forms::token);
        }
        RemainsScan scan = new RemainsScan(forms);

        scan.scan(temp.resolve("w"));

        assertThat(scan.unread()).isEmpty();
        assertThat(scan.inflated()).isPositive();
        TreeSet<String> found = new TreeSet<>();
        scan.finds().forEach(find -> found.add(find.what()));
        assertThat(found)
                .containsExactly(
                        "token of audience.hits.browser in 2026-10",
                        "token of audience.hits.person in 2026-10",
                        "token of audience.hits.place_day in 2026-10-14",
                        "token of security.hits.account in 2026-Q4",
                        "token of security.hits.browser in 2026-Q4",
                        "token of security.hits.ip in 2026-Q4",
                        "token of security.hits.session in 2026-Q4");
    }

    @Test
    void namesWhatItCannotRead() throws IOException {
        Path broken = Files.write(temp.resolve("broken.parquet"), new byte[] {'P', 'A', 'R', '1', 0, 1, 2});
        Files.write(temp.resolve("broken.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
        Files.writeString(temp.resolve("whole.txt"), "nothing");
        RemainsScan scan = new RemainsScan(LiveForms.of(
                List.of(GivenIdentifier.of(Kind.COOKIE, "c00kieada").orElseThrow())));

        scan.scan(temp);

        assertThat(scan.unread()).containsExactly(temp.resolve("broken.gz"), broken);
        assertThat(scan.files()).isEqualTo(3);
    }
}
