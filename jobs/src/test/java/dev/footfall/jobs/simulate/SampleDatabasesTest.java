package dev.footfall.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleDatabasesTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(
            strings = {"city.mmdb", "country.mmdb", "city-flat.mmdb", "country-flat.mmdb", "asn.mmdb", "asn-flat.mmdb"})
    void theSamplesAreWhatTheirMakerWrites(String name) throws IOException {
        SampleDatabases.write(dir);
        assertThat(Path.of("..", "data-samples", "geo", name)).hasSameBinaryContentAs(dir.resolve(name));
    }
}
