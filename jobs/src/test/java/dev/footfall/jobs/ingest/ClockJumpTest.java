package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that jumps, between batches or within one: no row is lost, and rows are what their own times make them. */
class ClockJumpTest {
    private static final Instant NOON = Instant.parse("2025-10-14T12:00:00Z");

    @TempDir
    Path temp;

    /** A clock that goes a step on, or back, each time that somebody looks. */
    private static final class Restless extends Clock {
        private final Duration step;
        private Instant now;

        Restless(Instant start, Duration step) {
            this.now = start;
            this.step = step;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            now = now.plus(step);
            return now;
        }
    }

    private IngestJob.Answer ingest(Clock clock, Path log) {
        IngestJob job = new IngestJob(
                Warehouse.openOrCreate(temp.resolve("w")), Configuration.defaults(), "test", Workers.here(), clock);
        return job.run(new IngestJob.Request(List.of(log.toString()), null, null, false));
    }

    private Path log(String name, String text) throws IOException {
        Path log = Samples.write(temp.resolve(name), text);
        Files.setLastModifiedTime(log, FileTime.from(NOON));
        return log;
    }

    private Stored hits() {
        return Stored.in(temp.resolve("w"), Tables.AUDIENCE_HITS);
    }

    @Test
    void batchesKeepApartAndTokensFollowTheLinesHoweverTheClockJumps() throws IOException {
        // The same visitor every time: 200 lines come back to the first address.
        List<Clock> clocks = List.of(
                Clock.fixed(NOON, ZoneOffset.UTC),
                Clock.fixed(NOON, ZoneOffset.UTC),
                Clock.fixed(NOON.minus(Duration.ofHours(1)), ZoneOffset.UTC),
                Clock.fixed(NOON.plus(Duration.ofDays(366)), ZoneOffset.UTC),
                new Restless(NOON, Duration.ofHours(-1)),
                new Restless(NOON, Duration.ofDays(40)));
        Set<String> batches = new HashSet<>();
        for (int i = 0; i < clocks.size(); i++) {
            IngestJob.Answer answer = ingest(clocks.get(i), log(i + ".log", Samples.lines(i * 200, i * 200 + 1)));
            assertThat(answer.files().get(0).hits()).as("clock %d", i).isEqualTo(1);
            batches.add(answer.batch().orElseThrow());
        }
        assertThat(batches).hasSameSizeAs(clocks);
        assertThat(hits().size()).isEqualTo(clocks.size());
        assertThat(hits().only("device_day")).as("one visitor on one day").isNotNull();
        assertThat(Stored.in(temp.resolve("w"), Tables.BATCHES).distinct("batch"))
                .isEqualTo(clocks.size());
        for (int i = 0; i < clocks.size(); i++) {
            IngestJob.Answer again = ingest(Clock.fixed(NOON, ZoneOffset.UTC), temp.resolve(i + ".log"));
            assertThat(again.files().get(0).duplicates()).isEqualTo(1);
        }
    }

    @Test
    void linesAheadOfAClockThatWentBackWaitInQuarantineAndCanBeReplayed() throws IOException {
        Path log = log("a.log", Samples.lines(0, 10)); // from eight o'clock on
        Clock slow = Clock.fixed(NOON.minus(Duration.ofHours(6)), ZoneOffset.UTC);
        FileAccount account = ingest(slow, log).files().get(0);
        assertThat(account.quarantined()).isEqualTo(10);
        assertThat(Stored.in(temp.resolve("w"), Tables.QUARANTINE).only("reason"))
                .isEqualTo("future-time");

        Cli.Run replay = Cli.run("--warehouse", temp.resolve("w"), "quarantine", "replay");
        assertThat(replay.code()).as(replay.err()).isZero();
        assertThat(hits().size()).isEqualTo(10);
        assertThat(Stored.in(temp.resolve("w"), Tables.QUARANTINE).size()).isZero();
        assertThat(ingest(Clock.fixed(NOON, ZoneOffset.UTC), log).files().get(0).duplicates())
                .isEqualTo(10);
    }

    @Test
    void aClockAnHourBackLetsALastLineWaitAndOneAYearAheadDoesNot() throws IOException {
        Path log = log("a.log", Samples.lines(0, 3) + Samples.line(3));
        IngestJob.Answer back = ingest(Clock.fixed(NOON.minus(Duration.ofHours(1)), ZoneOffset.UTC), log);
        assertThat(back.files().get(0).hits()).isEqualTo(3);
        assertThat(back.notes()).anyMatch(note -> note.contains("has no newline yet"));
        IngestJob.Answer ahead = ingest(Clock.fixed(NOON.plus(Duration.ofDays(366)), ZoneOffset.UTC), log);
        assertThat(ahead.files().get(0).hits()).isEqualTo(1);
        assertThat(hits().size()).isEqualTo(4);
    }

    @Test
    void aMachineWhoseClockIsBehindTheTablesIsToldSoBeforeAnythingIsWritten() throws IOException {
        Path w = temp.resolve("w");
        Cli.ingest(w, Samples.write(temp.resolve("a.log"), Samples.lines(0, 3)));
        postdate(w.resolve("security/hits/metadata"), Duration.ofHours(2));
        Path log = Samples.write(temp.resolve("b.log"), Samples.lines(3, 6));

        assertThatThrownBy(() -> ingest(Clock.systemUTC(), log))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("clock is behind: security.hits was last changed at")
                .hasMessageContaining("set the clock right")
                .satisfies(e -> assertThat(((UserException) e).exitCode()).isEqualTo(1));
        assertThat(hits().size()).isEqualTo(3);
        assertThat(w.resolve("plans")).isEmptyDirectory();

        postdate(w.resolve("security/hits/metadata"), Duration.ofHours(-2));
        assertThat(ingest(Clock.systemUTC(), log).files().get(0).hits()).isEqualTo(3);
    }

    /** Changes a table as if it had been written when the machine's clock showed another time. */
    private static void postdate(Path metadata, Duration by) throws IOException {
        Pattern times = Pattern.compile("(\"(?:timestamp-ms|last-updated-ms)\"\\s*:\\s*)(\\d+)");
        try (Stream<Path> files = Files.list(metadata)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".metadata.json")).toList()) {
                Matcher time = times.matcher(Files.readString(file));
                Files.writeString(
                        file, time.replaceAll(m -> m.group(1) + (Long.parseLong(m.group(2)) + by.toMillis())));
                Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
            }
        }
    }
}
