package dev.footfall.jobs.ingest;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.ledger.KeyNotes;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.jobs.warehouse.Adjustment;
import dev.footfall.jobs.warehouse.BatchId;
import dev.footfall.jobs.warehouse.BatchPlan;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.log.LogFormat;
import dev.footfall.privacy.KeyStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.iceberg.DataFile;
import org.jspecify.annotations.Nullable;

/** One batch: look at the input, let tasks write data files, make the plan durable, append. */
public final class IngestJob {
    /**
     * What the user asked for.
     *
     * @param paths files, directories, globs; or {@code -} alone
     * @param format the format that all files have; {@code null} to look at each
     * @param site the site that all lines belong to; {@code null} to go by host
     * @param finished whether last lines without newline are complete
     * @param again whether files that were taken before are read afresh, in the place of the rows that they gave
     */
    public record Request(
            List<String> paths,
            @Nullable LogFormat format,
            @Nullable String site,
            boolean finished,
            boolean again) {
        /** A request that takes what is new and leaves the rest as it is. */
        public Request(List<String> paths, @Nullable LogFormat format, @Nullable String site, boolean finished) {
            this(paths, format, site, finished, false);
        }
    }

    /**
     * What came of it.
     *
     * @param batch the batch, empty when nothing was new
     * @param files the account of each file
     * @param days the days of the new hits
     * @param notes what the user should know, a sentence each
     */
    public record Answer(
            Optional<String> batch, List<FileAccount> files, TouchedDays days, List<String> notes, double seconds) {}

    /** How long the other tasks of a batch that failed have to notice it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Warehouse warehouse;
    private final Configuration configuration;
    private final String code;
    private final Workers workers;
    private final Clock clock;
    private final List<String> notes = new ArrayList<>();

    /**
     * An ingest into a warehouse.
     *
     * @param code version of the program, kept with the batch
     * @param workers where its tasks run, but for standard input, which is read by this thread
     */
    public IngestJob(Warehouse warehouse, Configuration configuration, String code, Workers workers, Clock clock) {
        this.warehouse = warehouse;
        this.configuration = configuration;
        this.code = code;
        this.workers = workers;
        this.clock = clock;
    }

    /** Takes what is new of the input. A failure leaves the warehouse as it was. */
    public Answer run(Request request) {
        long start = System.nanoTime();
        try (WarehouseLock lock = warehouse.lockForWriting();
                Rules rules = Rules.load(configuration)) {
            refuseUnwritable(rules);
            String batch = BatchId.next(clock);
            IngestTask.Settings settings = IngestTask.Settings.of(warehouse, batch, configuration, clock.millis());
            KeyStore keys = warehouse.openKeys();
            InputPlanner planner = new InputPlanner(
                    keys,
                    KnownFiles.read(warehouse),
                    new InputPlanner.Wish(request.format(), request.site(), request.finished(), request.again()),
                    rules,
                    clock.millis());
            adviseOnDatabases(rules);
            return request.paths().contains(LogInput.STANDARD_INPUT)
                    ? fromStandardInput(request, planner, settings, rules, start)
                    : fromFiles(request, planner, settings, rules, start);
        }
    }

    private static void refuseUnwritable(Rules rules) {
        for (var table : dev.footfall.table.Tables.ALL) {
            if (!rules.policy.writable(table) || !rules.narrowest().policy.writable(table)) {
                throw new UserException(
                        "the policy has no rule for a column that " + table.fullName() + " cannot do without",
                        "see 'footfall policy check'");
            }
        }
    }

    private void adviseOnDatabases(Rules rules) {
        if (rules.city == null) {
            notes.add(
                    "no city database: country, region and city are \"unknown\". GeoLite2-City.mmdb (free, from MaxMind)"
                            + " or an ip-location-db .mmdb goes with --geo FILE or databases.city in footfall.yaml");
        }
        if (rules.asn == null) {
            notes.add("no ASN database: networks have no name. GeoLite2-ASN.mmdb goes with --asn FILE");
        }
    }

    private Answer fromFiles(
            Request request, InputPlanner planner, IngestTask.Settings settings, Rules rules, long start) {
        Sources.Found sources = Sources.find(request.paths());
        List<String> paths = sources.files();
        notes.addAll(sources.passedOver());
        List<Optional<InputPlanner.Looked>> looked = IntStream.range(0, paths.size())
                .parallel()
                .mapToObj(i -> planner.look(paths.get(i), i))
                .toList();
        Map<Integer, InputPlanner.Looked> fresh = new TreeMap<>();
        Map<Integer, Copies.Copy> copies = Copies.among(looked, planner);
        for (int i = 0; i < looked.size(); i++) {
            InputPlanner.Looked one = looked.get(i).orElse(null);
            if (one == null) {
                notes.add(paths.get(i) + " is empty");
            } else if (one.unit() != null && !copies.containsKey(i)) {
                fresh.put(i, one);
            }
            if (one != null && one.waiting() > 0) {
                notes.add("the last line of " + paths.get(i)
                        + " has no newline yet and waits for it; --final takes it as it is");
            }
        }
        if (looked.stream().allMatch(Optional::isEmpty)) {
            throw new UserException(
                    paths.size() == 1 ? paths.get(0) + " is empty" : "all files are empty",
                    "name a log that holds lines");
        }
        noteOwnHosts(looked);
        Map<Integer, UnitResult> results = new HashMap<>();
        if (!fresh.isEmpty()) {
            warehouse.begin(settings.batch());
            boolean done = false;
            try {
                List<IngestTask.Result> parts = workers.run(settings, rules, fresh.values());
                parts.stream()
                        .flatMap(p -> p.units().stream())
                        .forEach(u -> results.merge(u.index, u, UnitResult::plus));
                List<AccountRows.Taken> taken = new ArrayList<>();
                fresh.forEach((i, one) -> taken.add(taken(one, results.get(i), settings.batch())));
                Replacement replacement = request.again()
                        ? Replacement.of(warehouse, settings.batch(), fresh.values(), planner)
                        : Replacement.NONE;
                notes.addAll(replacement.notes());
                commit(settings, rules, taken, parts, replacement, seconds(start));
                done = true;
            } finally {
                // Spark throws what Java calls checked without saying so: no catch would name all.
                if (!done) {
                    giveUp(settings.batch());
                }
            }
        }
        List<FileAccount> accounts = new ArrayList<>();
        for (int i = 0; i < looked.size(); i++) {
            accounts.add(account(paths.get(i), looked.get(i), i, results, copies, settings.batch()));
        }
        TouchedDays days = new TouchedDays();
        results.values().forEach(result -> days.addAll(result.days));
        return new Answer(
                fresh.isEmpty() ? Optional.empty() : Optional.of(settings.batch()),
                accounts,
                days,
                notes,
                seconds(start));
    }

    /**
     * Removes what a batch without plan has written, so that a full disk has room again. Where tasks run in other
     * processes, some may still write: then the next command removes it.
     */
    private void giveUp(String batch) {
        try {
            if (RunningTasks.stop(batch, PATIENCE) && !workers.elsewhere()) {
                warehouse.abandon(batch);
            }
        } catch (RuntimeException e) {
            return; // the failure that led here is told; what is left is removed by the next command
        }
    }

    private void noteOwnHosts(List<Optional<InputPlanner.Looked>> looked) {
        looked.stream()
                .flatMap(Optional::stream)
                .map(InputPlanner.Looked::unit)
                .filter(u -> u != null && u.ownHost() != null)
                .map(InputUnit::ownHost)
                .distinct()
                .forEach(host -> notes.add("the log names no host; its own pages refer from " + host
                        + ", which is taken for the site itself. Name hosts under sites: in footfall.yaml to be sure"));
    }

    private static AccountRows.Taken taken(InputPlanner.Looked looked, UnitResult result, String batch) {
        InputUnit unit = looked.unit();
        if (unit == null) {
            throw new IllegalStateException("a file without anything new was read");
        }
        String follows = looked.found().earlier().map(FileIdentity.Known::file).orElse(null);
        return new AccountRows.Taken(unit, looked.found(), result, account(looked, result, batch), follows);
    }

    private static FileAccount account(InputPlanner.Looked looked, UnitResult result, String batch) {
        Optional<FileIdentity.Known> earlier = looked.found().earlier();
        return new FileAccount(
                looked.path(),
                looked.format().name(),
                result.hits,
                result.late,
                result.withheld,
                result.quarantined,
                earlier.map(FileIdentity.Known::lines).orElse(0L),
                result.ignored + earlier.map(FileIdentity.Known::ignored).orElse(0L),
                result.scrubbed,
                result.reasons,
                batch,
                result.nanos / 1e9);
    }

    private static FileAccount account(
            String path,
            Optional<InputPlanner.Looked> looked,
            int index,
            Map<Integer, UnitResult> results,
            Map<Integer, Copies.Copy> copies,
            String batch) {
        if (looked.isEmpty()) {
            return new FileAccount(path, "-", 0, 0, 0, 0, 0, 0, 0, Map.of(), null, 0);
        }
        InputPlanner.Looked one = looked.get();
        Optional<FileIdentity.Known> earlier = one.found().earlier();
        Copies.Copy copy = copies.get(index);
        if (copy != null) {
            return copy(one, copy, Objects.requireNonNull(results.get(copy.of())), batch);
        }
        UnitResult result = results.get(index);
        if (result == null) {
            return new FileAccount(
                    path,
                    one.format().name(),
                    0,
                    0,
                    0,
                    0,
                    earlier.map(FileIdentity.Known::lines).orElse(0L),
                    earlier.map(FileIdentity.Known::ignored).orElse(0L),
                    0,
                    Map.of(),
                    earlier.map(FileIdentity.Known::batch).orElse(null),
                    0);
        }
        return account(one, result, batch);
    }

    /** The account of a file whose lines another file of the run gave. */
    private static FileAccount copy(InputPlanner.Looked file, Copies.Copy copy, UnitResult result, String batch) {
        Copies.Counted counted = copy.counted();
        if (counted == null) {
            Optional<FileIdentity.Known> earlier = file.found().earlier();
            counted = new Copies.Counted(
                    result.hits
                            + result.quarantined
                            + earlier.map(FileIdentity.Known::lines).orElse(0L),
                    result.ignored + earlier.map(FileIdentity.Known::ignored).orElse(0L));
        }
        return new FileAccount(
                file.path(),
                file.format().name(),
                0,
                0,
                0,
                0,
                counted.lines(),
                counted.ignored(),
                0,
                Map.of(),
                batch,
                0);
    }

    private void commit(
            IngestTask.Settings settings,
            Rules rules,
            List<AccountRows.Taken> taken,
            List<IngestTask.Result> parts,
            Replacement replacement,
            double seconds) {
        Map<String, List<DataFile>> files = new LinkedHashMap<>();
        for (IngestTask.Result part : parts) {
            part.files().forEach((table, list) -> files.computeIfAbsent(table, t -> new ArrayList<>())
                    .addAll(list));
        }
        AccountRows rows = new AccountRows(warehouse, rules.policy, settings);
        files.put(dev.footfall.table.Tables.FILES.fullName(), rows.files(taken));
        files.put(dev.footfall.table.Tables.BATCHES.fullName(), rows.batch(taken, rules, code, seconds));
        files.put(
                dev.footfall.table.Tables.ADJUSTMENTS.fullName(),
                Adjustment.write(warehouse, replacement.adjustments(), clock.instant()));
        KeyNotes.note(warehouse.keys(), Ledger.of(warehouse.directory())); // what is not noted is not done
        warehouse.commit(BatchPlan.of(settings.batch(), replacement.removals(), files));
    }

    /** Standard input is read once, here, and never staged: what it is becomes known only at its end. */
    private Answer fromStandardInput(
            Request request, InputPlanner planner, IngestTask.Settings settings, Rules rules, long start) {
        if (request.paths().size() > 1) {
            throw new UserException("- (standard input) stands beside other paths", "ingest them one after the other");
        }
        if (request.again()) {
            throw new UserException(
                    "--again cannot read standard input, whose content is known only when it has been read",
                    "name the file instead of -");
        }
        try (InputStream in = new BufferedInputStream(LogInput.open(LogInput.STANDARD_INPUT), 1 << 19)) {
            InputPlanner.Shape shape = planner.peek(in);
            LogFormat format = shape.format();
            InputUnit unit = planner.unit("-", 0, shape, 0, Long.MAX_VALUE, "", planner.provisional(settings.batch()));
            warehouse.begin(settings.batch());
            IdentifyingStream content = planner.identifying(in);
            IngestTask.Result part = IngestTask.run(settings, rules, List.of(unit), u -> content);
            FileIdentity.Found found = content.found();
            UnitResult result = part.units().get(0);
            if (found.earlier().filter(k -> k.length() == found.length()).isPresent()) {
                warehouse.abandon(settings.batch());
                FileIdentity.Known known = found.earlier().get();
                FileAccount account = new FileAccount(
                        "-", format.name(), 0, 0, 0, 0, known.lines(), known.ignored(), 0, Map.of(), known.batch(), 0);
                return new Answer(Optional.empty(), List.of(account), new TouchedDays(), notes, seconds(start));
            }
            if (found.earlier().isPresent()) {
                long taken = found.earlier().get().length();
                throw new UserException(
                        "standard input begins with " + taken + " bytes that an earlier batch took",
                        "name the file instead of -, or leave them out by 'tail -c +" + (taken + 1) + "'");
            }
            FileAccount account = new FileAccount(
                    "-",
                    format.name(),
                    result.hits,
                    result.late,
                    result.withheld,
                    result.quarantined,
                    0,
                    result.ignored,
                    result.scrubbed,
                    result.reasons,
                    settings.batch(),
                    seconds(start));
            commit(
                    settings,
                    rules,
                    List.of(new AccountRows.Taken(unit, found, result, account, null)),
                    List.of(part),
                    Replacement.NONE,
                    seconds(start));
            return new Answer(Optional.of(settings.batch()), List.of(account), result.days, notes, seconds(start));
        } catch (IOException e) {
            warehouse.abandon(settings.batch());
            throw InputPlanner.unreadable("standard input", e);
        } catch (UncheckedIOException e) {
            warehouse.abandon(settings.batch());
            throw InputPlanner.damaged(e.getCause()) ? InputPlanner.unreadable("standard input", e.getCause()) : e;
        } catch (RuntimeException e) {
            warehouse.abandon(settings.batch());
            throw e;
        }
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
