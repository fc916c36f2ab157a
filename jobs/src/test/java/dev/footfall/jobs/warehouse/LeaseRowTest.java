package dev.footfall.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.TestDatabase;
import dev.footfall.jobs.UserException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One writer, or any number of readers, on any number of machines; who lost the lock learns it before anything counts. */
@Timeout(60)
class LeaseRowTest {
    private static final Path DIRECTORY = Path.of("/srv/shared/w");
    private static final Duration IMPATIENT = Duration.ofMillis(1);
    private static final Duration PATIENT = Duration.ofSeconds(30);

    /** A lease that nobody renews. */
    private static final LeaseRow.Term FORGOTTEN = new LeaseRow.Term(Duration.ofMinutes(1), Duration.ofHours(1));

    /** A lease whose term is over as soon as it begins. */
    private static final LeaseRow.Term ENDED = new LeaseRow.Term(Duration.ofMillis(1), Duration.ofHours(1));

    private final String name = "lease-" + UUID.randomUUID();
    private TestDatabase server;
    private CatalogueDatabase database;

    @BeforeEach
    void makeTables() throws SQLException {
        server = TestDatabase.get();
        database = CatalogueDatabase.of(server.settings(name), System.getenv());
        try (Connection connection = database.connect()) {
            CatalogueSchema.make(connection);
        }
    }

    private LeaseRow take(String how, LeaseRow.Term term, Duration patience) {
        LeaseRow.Claim claim = new LeaseRow.Claim(name, DIRECTORY, how.equals("shared"));
        return LeaseRow.take(database, claim, term, patience);
    }

    private String ends() {
        return server.text("SELECT ends FROM footfall_leases WHERE warehouse = '" + name + "'");
    }

    @ParameterizedTest(name = "{0} beside {1}: {2}")
    @CsvSource({
        "shared,    shared,    true",
        "shared,    exclusive, false",
        "exclusive, shared,    false",
        "exclusive, exclusive, false",
    })
    void readersShareAndWritersAreAlone(String held, String wanted, boolean together) {
        try (LeaseRow lease = take(held, FORGOTTEN, IMPATIENT)) {
            assertThat(lease).isNotNull();
            if (together) {
                take(wanted, FORGOTTEN, IMPATIENT).close();
            } else {
                assertThatThrownBy(() -> take(wanted, FORGOTTEN, IMPATIENT)).isInstanceOf(UserException.class);
            }
        }
        take(wanted, FORGOTTEN, IMPATIENT).close();
        assertThat(server.column("SELECT owner FROM footfall_leases WHERE warehouse = '" + name + "'"))
                .isEmpty();
    }

    @Test
    void warehousesOfOneDatabaseDoNotHinderEachOther() {
        try (LeaseRow lease = take("exclusive", FORGOTTEN, IMPATIENT)) {
            assertThat(lease).isNotNull();
            LeaseRow.Claim other = new LeaseRow.Claim(name + "-other", DIRECTORY, false);
            LeaseRow.take(database, other, FORGOTTEN, IMPATIENT).close();
        }
    }

    @Test
    void whoWaitsInVainIsToldWhoHasItAndWhatToDo() {
        try (LeaseRow lease = take("exclusive", FORGOTTEN, IMPATIENT)) {
            assertThat(lease).isNotNull();
            assertThatThrownBy(() -> take("shared", FORGOTTEN, IMPATIENT))
                    .isInstanceOfSatisfying(
                            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                    .hasMessageMatching("warehouse /srv/shared/w is in use by another footfall"
                            + " \\(process " + ProcessHandle.current().pid() + " on \\S+\\):"
                            + " wait for it to end, or end it, and run this again");
        }
    }

    @Test
    void whoWaitsGetsTheLockWhenTheOtherEnds() throws Exception {
        LeaseRow first = take("exclusive", FORGOTTEN, IMPATIENT);
        CompletableFuture<LeaseRow> waiting =
                CompletableFuture.supplyAsync(() -> take("exclusive", FORGOTTEN, PATIENT));
        assertThat(waiting).isNotDone();
        first.close();
        waiting.get(30, TimeUnit.SECONDS).close();
    }

    @Test
    void aTermIsCountedFromTheDatabasesClock() {
        try (LeaseRow lease = take("exclusive", FORGOTTEN, IMPATIENT)) {
            assertThat(lease).isNotNull();
            double left = Double.parseDouble(server.text(
                    "SELECT extract(epoch FROM ends - clock_timestamp()) FROM footfall_leases WHERE warehouse = '"
                            + name + "'"));
            assertThat(left).isBetween(40.0, 60.0);
        }
    }

    @Test
    void aLeaseIsRenewedWhileItsHolderLives() {
        try (LeaseRow lease =
                take("exclusive", new LeaseRow.Term(Duration.ofMinutes(1), Duration.ofMillis(10)), IMPATIENT)) {
            assertThat(lease).isNotNull();
            String first = ends();
            while (ends().equals(first)) {
                Thread.onSpinWait();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exclusive", "shared"})
    void anEndedLeaseIsTakenOverAndItsHolderIsRefused(String how) {
        LeaseRow old = take(how, FORGOTTEN, IMPATIENT);
        server.endLeases(name);
        LeaseRow next = take("exclusive", FORGOTTEN, IMPATIENT);
        AtomicBoolean done = new AtomicBoolean();

        assertThatThrownBy(() -> old.guard(() -> done.set(true)))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                .hasMessageContaining("another footfall took over warehouse /srv/shared/w")
                .hasMessageContaining("run this again");

        assertThat(done).isFalse();
        next.guard(() -> done.set(true));
        assertThat(done).isTrue();
        if (how.equals("shared")) {
            assertThatThrownBy(old::close).hasMessageContaining("ran out while it was read");
        } else {
            assertThatCode(old::close).doesNotThrowAnyException();
        }
        next.guard(() -> {});
        next.close();
    }

    @Test
    void anEndedLeaseThatNobodyTookIsStillItsHolders() {
        try (LeaseRow lease = take("exclusive", FORGOTTEN, IMPATIENT)) {
            server.endLeases(name);
            AtomicBoolean done = new AtomicBoolean();
            lease.guard(() -> done.set(true));
            assertThat(done).isTrue();
            assertThatThrownBy(() -> take("shared", FORGOTTEN, IMPATIENT)).isInstanceOf(UserException.class);
        }
    }

    @Test
    void nobodyTakesTheLockOverInTheMidstOfAStepHoweverLongItLasts() {
        LeaseRow lease = take("exclusive", ENDED, IMPATIENT);
        AtomicBoolean inner = new AtomicBoolean();
        lease.guard(() -> {
            assertThatThrownBy(() -> take("exclusive", FORGOTTEN, IMPATIENT)).isInstanceOf(UserException.class);
            lease.guard(() -> inner.set(true));
        });
        assertThat(inner).isTrue();
        take("exclusive", FORGOTTEN, PATIENT).close();
        lease.close();
    }

    @Test
    void aStepThatFailsLeavesTheLockUsable() {
        try (LeaseRow lease = take("exclusive", FORGOTTEN, IMPATIENT)) {
            assertThatThrownBy(() -> lease.guard(() -> {
                        throw new IllegalStateException("step");
                    }))
                    .hasMessage("step");
            AtomicBoolean done = new AtomicBoolean();
            lease.guard(() -> done.set(true));
            assertThat(done).isTrue();
        }
    }

    @Test
    void aConnectionThatBreaksIsReplaced() {
        try (LeaseRow lease = take("exclusive", FORGOTTEN, IMPATIENT)) {
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE usename = 'footfall' AND application_name = 'footfall'");
            AtomicBoolean done = new AtomicBoolean();
            lease.guard(() -> done.set(true));
            assertThat(done).isTrue();
        }
    }

    @Test
    void aConnectionThatBreaksInAStepDoesNotUndoIt() {
        try (LeaseRow lease = take("exclusive", FORGOTTEN, IMPATIENT)) {
            AtomicBoolean done = new AtomicBoolean();
            lease.guard(() -> {
                server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE usename = 'footfall' AND state = 'idle in transaction'");
                done.set(true);
            });
            assertThat(done).isTrue();
            lease.guard(() -> {});
        }
    }

    @Test
    void aReaderThatCannotAskWhetherItStillHadTheLockSaysSo() {
        LeaseRow lease = take("shared", FORGOTTEN, IMPATIENT);
        server.execute("DELETE FROM footfall_leases WHERE warehouse = '" + name + "'");
        assertThatThrownBy(lease::close)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("do not use what was printed");
        assertThatCode(lease::close).doesNotThrowAnyException();
    }
}
