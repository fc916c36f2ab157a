package dev.footfall.jobs.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.jobs.Cli;
import dev.footfall.jobs.simulate.World;
import dev.footfall.jobs.simulate.WorldSettings;
import dev.footfall.jobs.simulate.WorldSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Executes the notebooks over a small world that crosses a month's end. */
class NotebooksTest {
    private static final Path DIRECTORY = Path.of("..", "notebooks");
    private static final String WAREHOUSE = "footfall.warehouse";
    private static final Map<Path, List<String>> PRINTED = new HashMap<>();

    @TempDir
    static Path temp;

    @BeforeAll
    static void ingestsASmallWorld() throws IOException {
        WorldSettings settings = WorldSettings.defaults().withPeople(250).withDays(LocalDate.of(2026, 9, 29), 4);
        WorldSummary world = World.of(settings).write(temp.resolve("world"));
        Path warehouse = temp.resolve("warehouse");
        Cli.ingest(
                warehouse,
                temp.resolve("world/logs"),
                "--format",
                "combined_cookie",
                "--site",
                "shop",
                "--geo",
                world.cityDatabase(),
                "--asn",
                world.asnDatabase());
        System.setProperty(WAREHOUSE, warehouse.toString());
    }

    @AfterAll
    static void forgetsTheWarehouse() {
        System.clearProperty(WAREHOUSE);
    }

    /** What the cells of a notebook print; it runs once. */
    private static List<String> printed(Path file) throws IOException {
        List<String> known = PRINTED.get(file);
        if (known != null) {
            return known;
        }
        List<String> printed = Notebook.read(file).run();
        PRINTED.put(file, printed);
        return printed;
    }

    static Stream<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void everyCellRuns(Path file) throws IOException {
        assertThat(printed(file)).hasSameSizeAs(Notebook.read(file).code());
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void textComesFirstAndNoOutputIsStored(Path file) throws IOException {
        Notebook notebook = Notebook.read(file);
        assertThat(notebook.json().at("/cells/0/cell_type").asText()).isEqualTo("markdown");
        notebook.json().path("cells").forEach(cell -> assertThat(cell.path("outputs"))
                .isEmpty());
    }

    @Test
    void theFirstLookShowsWhatItPromises() throws IOException {
        List<String> printed = printed(DIRECTORY.resolve("first-look.ipynb"));
        assertThat(printed.get(1)).contains("shop").contains("2026-09-29").contains("2026-10-02");
        assertThat(printed.get(2)).contains("2026-09-30").contains("Wed");
        assertThat(printed.get(3)).contains("DE");
        assertThat(printed.get(4))
                .contains("2026-09")
                .contains("2026-10")
                .contains("tokens that occur in two months: 0");
        assertThat(printed.get(5))
                .contains("tool")
                .contains("asset")
                .contains("/news")
                .contains("search")
                .doesNotContain("jane");
    }

    @Test
    void aCellThatFailsIsNamed() throws IOException {
        Notebook broken = new Notebook(new ObjectMapper().readTree("""
                {"cells": [{"cell_type": "code", "source": ["int a = 1;\\n", "int b = a / 0;"]}]}
                """));
        assertThatThrownBy(broken::run).isInstanceOf(AssertionError.class).hasMessageContaining("cell 1 threw");
    }
}
